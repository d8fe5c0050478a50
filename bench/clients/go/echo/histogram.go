package echo

import "math/bits"

const (
	exact       = 2048
	perDoubling = 1024
	doublings   = 16
)

// Microseconds with three significant digits, as in ../../histogram.h, up to two minutes.
type histogram struct {
	count   uint64
	buckets [exact + perDoubling*doublings]uint32
}

func (h *histogram) record(us uint64) {
	us = min(us, exact<<doublings-1)
	shift := max(bits.Len64(us)-11, 0)
	h.buckets[perDoubling*uint64(shift)+us>>shift]++
	h.count++
}

func (h *histogram) add(other *histogram) {
	for i, count := range other.buckets {
		h.buckets[i] += count
	}
	h.count += other.count
}

// The highest value of the bucket in which the percentile lies; 0 when nothing was recorded.
func (h *histogram) percentile(percent float64) uint64 {
	seen := 0.0
	for i, count := range h.buckets {
		seen += float64(count)
		if count == 0 || seen < percent/100*float64(h.count) {
			continue
		}
		if i < exact {
			return uint64(i)
		}
		shift := i/perDoubling - 1
		return uint64(i-perDoubling*shift+1)<<shift - 1
	}
	return 0
}
