// Package echo is the closed echo loop of the Go peers: a goroutine for each connection, every payload compared, every
// latency recorded, as the other clients do.
package echo

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
)

// Socket is an open WebSocket connection of the library that is measured.
type Socket interface {
	SendText(payload []byte) error
	// ReceiveText fails for anything but a text message.
	ReceiveText() ([]byte, error)
}

// The arguments of ../../workload.h.
var (
	url         = flag.String("url", "", "ws://127.0.0.1:PORT")
	connections = flag.Int("connections", 1, "")
	size        = flag.Int("bytes", 32, "")
	inFlight    = flag.Int("in-flight", 1, "")
	rate        = flag.Float64("rate", 0, "")
	warmUpMs    = flag.Int("warm-up-ms", 1000, "")
	steadyMs    = flag.Int("steady-ms", 2000, "")
)

// Where the run stands, for all connections.
var steady, over atomic.Bool

// Run opens the connections, runs the phases and prints one line of JSON.
func Run(dial func(url string) (Socket, error)) {
	flag.Parse()
	if *rate > 0 {
		log.Fatal("the Go clients have no open model")
	}
	sockets := make([]Socket, *connections)
	for i := range sockets {
		socket, err := dial(*url)
		if err != nil {
			log.Fatal(err)
		}
		sockets[i] = socket
	}
	payload := bytes.Repeat([]byte("x"), *size)
	histograms := make([]histogram, *connections)
	var running sync.WaitGroup
	for i, socket := range sockets {
		running.Add(1)
		go func() {
			defer running.Done()
			loop(socket, payload, &histograms[i])
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

// Keeps `in-flight` messages under way until the run is over, then reads the answers that are left.
func loop(socket Socket, payload []byte, latencies *histogram) {
	sentAt := make([]time.Time, 0, *inFlight)
	for range *inFlight {
		sentAt = append(sentAt, send(socket, payload))
	}
	for len(sentAt) > 0 {
		answer, err := socket.ReceiveText()
		if err != nil {
			log.Fatal(err)
		}
		if !bytes.Equal(answer, payload) {
			log.Fatal("an answer differs from what was sent")
		}
		if steady.Load() {
			latencies.record(uint64(time.Since(sentAt[0]).Microseconds()))
		}
		copy(sentAt, sentAt[1:])
		sentAt = sentAt[:len(sentAt)-1]
		if !over.Load() {
			sentAt = append(sentAt, send(socket, payload))
		}
	}
}

func send(socket Socket, payload []byte) time.Time {
	now := time.Now()
	if err := socket.SendText(payload); err != nil {
		log.Fatal(err)
	}
	return now
}

func cpuUs() int64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		log.Fatal(err)
	}
	return usage.Utime.Nano()/1000 + usage.Stime.Nano()/1000
}
