// An echo server, and a client that goes through all cases of a conformance listener, on the Go library
// github.com/coder/websocket.
//
//	go-coder                        serves; the first line of output is the URL
//	go-coder client URL AGENT JOBS  runs the cases, JOBS at a time
package main

import (
	"context"
	"fmt"
	"log"
	"net"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/coder/websocket"
)

const readLimit = 32 << 20

func main() {
	if len(os.Args) == 5 && os.Args[1] == "client" {
		jobs, err := strconv.Atoi(os.Args[4])
		if err != nil {
			log.Fatal(err)
		}
		runCases(os.Args[2], url.QueryEscape(os.Args[3]), jobs)
		return
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("ws://%s\n", listener.Addr())
	log.Fatal(http.Serve(listener, http.HandlerFunc(accept)))
}

func accept(w http.ResponseWriter, r *http.Request) {
	connection, err := websocket.Accept(w, r, &websocket.AcceptOptions{
		Subprotocols:    []string{"echo", "wsrig"},
		CompressionMode: websocket.CompressionContextTakeover,
	})
	if err == nil {
		echo(connection)
	}
}

// echo sends every message back until the connection is over.
func echo(connection *websocket.Conn) {
	defer connection.CloseNow()
	connection.SetReadLimit(readLimit)
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

func runCases(base, agent string, jobs int) {
	count, err := strconv.Atoi(strings.TrimSpace(question(base + "/getCaseCount")))
	if err != nil {
		log.Fatal(err)
	}
	var next atomic.Int64
	var workers sync.WaitGroup
	for range jobs {
		workers.Add(1)
		go func() {
			defer workers.Done()
			for index := int(next.Add(1)); index <= count; index = int(next.Add(1)) {
				// A connection that could not be opened is for the listener to judge.
				connection, err := dial(fmt.Sprintf("%s/runCase?case=%d&agent=%s", base, index, agent))
				if err == nil {
					echo(connection)
				}
			}
		}()
	}
	workers.Wait()
	question(base + "/updateReports?agent=" + agent)
}

func dial(target string) (*websocket.Conn, error) {
	connection, _, err := websocket.Dial(context.Background(), target, &websocket.DialOptions{
		CompressionMode: websocket.CompressionContextTakeover,
	})
	return connection, err
}

// question gives the one message that answers a target; empty where there is none.
func question(target string) string {
	connection, err := dial(target)
	if err != nil {
		log.Fatal(err)
	}
	defer connection.CloseNow()
	answer := ""
	for {
		_, message, err := connection.Read(context.Background())
		if err != nil {
			return answer
		}
		answer = string(message)
	}
}
