// The Go peer on coder/websocket.
package main

import (
	"context"
	"fmt"

	"github.com/coder/websocket"
	"wsrig/bench/go/echo"
)

type socket struct{ *websocket.Conn }

func (s socket) SendText(payload []byte) error {
	return s.Write(context.Background(), websocket.MessageText, payload)
}

func (s socket) ReceiveText() ([]byte, error) {
	kind, payload, err := s.Read(context.Background())
	if err == nil && kind != websocket.MessageText {
		err = fmt.Errorf("a message of kind %v came", kind)
	}
	return payload, err
}

func main() {
	echo.Run(func(url string) (echo.Socket, error) {
		connection, _, err := websocket.Dial(context.Background(), url, nil)
		if err != nil {
			return nil, err
		}
		connection.SetReadLimit(-1)
		return socket{connection}, nil
	})
}
