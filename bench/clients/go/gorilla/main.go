// The Go peer on gorilla/websocket.
package main

import (
	"fmt"

	"github.com/gorilla/websocket"
	"wsrig/bench/go/echo"
)

type socket struct{ *websocket.Conn }

func (s socket) SendText(payload []byte) error {
	return s.WriteMessage(websocket.TextMessage, payload)
}

func (s socket) ReceiveText() ([]byte, error) {
	kind, payload, err := s.ReadMessage()
	if err == nil && kind != websocket.TextMessage {
		err = fmt.Errorf("a message of kind %d came", kind)
	}
	return payload, err
}

func main() {
	echo.Run(func(url string) (echo.Socket, error) {
		connection, _, err := websocket.DefaultDialer.Dial(url, nil)
		return socket{connection}, err
	})
}
