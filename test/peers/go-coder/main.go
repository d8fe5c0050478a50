// An echo server on the Go library github.com/coder/websocket.
package main

import (
	"context"
	"fmt"
	"log"
	"net"
	"net/http"

	"github.com/coder/websocket"
)

func echo(w http.ResponseWriter, r *http.Request) {
	options := &websocket.AcceptOptions{Subprotocols: []string{"echo", "wsrig"}}
	connection, err := websocket.Accept(w, r, options)
	if err != nil {
		return
	}
	defer connection.CloseNow()
	connection.SetReadLimit(32 << 20)
	for {
		kind, message, err := connection.Read(context.Background())
		if err != nil {
			return
		}
		if connection.Write(context.Background(), kind, message) != nil {
			return
		}
	}
}

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("ws://%s\n", listener.Addr())
	log.Fatal(http.Serve(listener, http.HandlerFunc(echo)))
}
