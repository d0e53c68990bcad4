using RingRift.Eventing.Routing;

namespace RingRift.Benchmarks.Backbone;

/// <summary>
/// Events a second from publisher to the end of every handler, nothing shed, and what that does to memory. To be run on one core:
/// <c>taskset -c 0</c>.
/// </summary>
internal static class PublishThroughput
{
    private const int WarmUp = 1_000_000;
    private const double Mebibyte = 1024 * 1024;

    private static readonly SubscriberOptions Patient = new()
    {
        QueueCapacity = 4096,
        Overflow = OverflowPolicy.Block,
        BlockFor = TimeSpan.FromMinutes(1),
    };

    public static async Task RunAsync(int events, TimeProvider clock)
    {
        Console.WriteLine(
            $"{events:N0} events on {Environment.ProcessorCount} core(s); payload included in bytes; heap after a full collection");
        // The first round lets the compiler learn what is hot.
        foreach (var print in new[] { false, true })
        {
            foreach (var (keyed, subscribers) in new[] { (true, 1), (true, 5), (false, 1), (false, 5) })
            {
                var line = await MeasureAsync(print ? events : WarmUp, keyed, subscribers, clock);
                if (print)
                {
                    Console.WriteLine(line);
                }
            }
        }
    }

    private static async Task<string> MeasureAsync(int events, bool keyed, int subscribers, TimeProvider clock)
    {
        await using var bench = new BackboneBench(keyed);
        var handled = new long[subscribers * 16];
        for (var subscriber = 0; subscriber < subscribers; subscriber++)
        {
            var own = subscriber * 16;
            bench.Subscribe($"subscriber-{subscriber}", Patient, _ => handled[own]++);
        }

        await PublishAsync(bench, 0, WarmUp);
        await DrainAsync(bench);
        var (heap, allocated) = (GC.GetTotalMemory(forceFullCollection: true), GC.GetTotalAllocatedBytes());
        var (start, worked) = (clock.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await PublishAsync(bench, WarmUp, events);
        await DrainAsync(bench);
        var (seconds, processor) = (clock.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - worked).TotalSeconds);
        var bytes = (GC.GetTotalAllocatedBytes() - allocated) / (double)events;
        if (handled.Sum() != (long)subscribers * (WarmUp + events))
        {
            throw new InvalidOperationException($"{handled.Sum()} deliveries; {(long)subscribers * (WarmUp + events)} were due");
        }

        return $"{(keyed ? "keyed" : "occurrences"),-12} {subscribers} subscriber(s) {events / seconds,12:N0} events/s "
            + $"({events / processor,11:N0} per processor second) {subscribers * events / seconds,12:N0} deliveries/s "
            + $"{bytes,6:N0} bytes/event, heap {heap / Mebibyte:F1} → {GC.GetTotalMemory(forceFullCollection: true) / Mebibyte:F1} MiB";
    }

    private static async Task PublishAsync(BackboneBench bench, int from, int count)
    {
        for (var number = from; number < from + count; number++)
        {
            await bench.Router.PublishAsync(BackboneBench.Event(number));
        }
    }

    private static async Task DrainAsync(BackboneBench bench)
    {
        while (bench.Statistics.Subscribers.Any(one => one.Delivered < one.Published))
        {
            await Task.Yield();
        }
    }
}
