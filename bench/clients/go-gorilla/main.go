// The Go peer of the benchmark: gorilla/websocket as its users write it, a goroutine for each connection. It compares
// every payload and records every latency, as the other clients do. Closed loops only.
//
// Arguments as in ../workload.h. Prints one line of JSON.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"log"
	"os"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/gorilla/websocket"
)

var (
	url         = flag.String("url", "", "ws://127.0.0.1:PORT")
	connections = flag.Int("connections", 1, "")
	size        = flag.Int("bytes", 32, "")
	inFlight    = flag.Int("in-flight", 1, "")
	rate        = flag.Float64("rate", 0, "")
	warmUpMs    = flag.Int("warm-up-ms", 1000, "")
	steadyMs    = flag.Int("steady-ms", 2000, "")
)

// What all connections share: when the steady phase is, and what was measured in it.
var (
	steady  atomic.Bool
	over    atomic.Bool
	payload []byte
)

func main() {
	flag.Parse()
	if *rate > 0 {
		log.Fatal("the Go client has no open model")
	}
	payload = bytes.Repeat([]byte("x"), *size)
	sockets := make([]*websocket.Conn, *connections)
	for i := range sockets {
		sockets[i] = dial()
	}
	histograms := make([]histogram, *connections)
	var running sync.WaitGroup
	for i, socket := range sockets {
		running.Add(1)
		go func() {
			defer running.Done()
			echo(socket, &histograms[i])
		}()
	}
	time.Sleep(time.Duration(*warmUpMs) * time.Millisecond)

	startedAt, cpuFrom := time.Now(), cpuUs()
	steady.Store(true)
	time.Sleep(time.Duration(*steadyMs) * time.Millisecond)
	steady.Store(false)
	cpu, took := cpuUs()-cpuFrom, time.Since(startedAt)
	over.Store(true)
	running.Wait()

	var all histogram
	for i := range histograms {
		all.add(&histograms[i])
	}
	json.NewEncoder(os.Stdout).Encode(map[string]any{
		"messages": all.count, "cpuUs": cpu, "steadyMs": float64(took.Microseconds()) / 1000,
		"p50Us": all.percentile(50), "p99Us": all.percentile(99),
	})
}

func dial() *websocket.Conn {
	socket, _, err := websocket.DefaultDialer.Dial(*url, nil)
	if err != nil {
		log.Fatal(err)
	}
	return socket
}

// Keeps `in-flight` messages under way until the run is over, then reads the answers that are left.
func echo(socket *websocket.Conn, latencies *histogram) {
	sentAt := make([]time.Time, 0, *inFlight)
	for range *inFlight {
		sentAt = append(sentAt, send(socket))
	}
	for len(sentAt) > 0 {
		receive(socket)
		if steady.Load() {
			latencies.record(uint64(time.Since(sentAt[0]).Microseconds()))
		}
		copy(sentAt, sentAt[1:])
		sentAt = sentAt[:len(sentAt)-1]
		if !over.Load() {
			sentAt = append(sentAt, send(socket))
		}
	}
}

func send(socket *websocket.Conn) time.Time {
	now := time.Now()
	if err := socket.WriteMessage(websocket.TextMessage, payload); err != nil {
		log.Fatal(err)
	}
	return now
}

func receive(socket *websocket.Conn) {
	kind, answer, err := socket.ReadMessage()
	if err != nil {
		log.Fatal(err)
	}
	if kind != websocket.TextMessage || !bytes.Equal(answer, payload) {
		log.Fatal("an answer differs from what was sent")
	}
}

func cpuUs() int64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		log.Fatal(err)
	}
	return usage.Utime.Nano()/1000 + usage.Stime.Nano()/1000
}
