namespace RingRift.Benchmarks.Backbone;

/// <summary>
/// From the call of publish to each handler's start and end, and to the end of the last of them, at a steady rate: the publisher waits for
/// no handler, so a delay shows in every event behind it (no coordinated omission).
/// </summary>
internal static class PublishLatency
{
    private const int Subscribers = 5;
    private const int WarmUp = 50_000;

    private static readonly TimeSpan Spell = TimeSpan.FromSeconds(0.7);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(0.3);

    public static async Task RunAsync(int events, int perSecond, TimeProvider clock)
    {
        await MeasureAsync(WarmUp, Math.Max(perSecond, WarmUp / 5), clock);
        var (published, started, ended) = await MeasureAsync(events, perSecond, clock);
        Console.WriteLine(
            $"{events:N0} events at {perSecond:N0}/s to {Subscribers} subscribers on {Environment.ProcessorCount} cores, microseconds");
        Console.WriteLine($"{"",-24}{"p50",9}{"p90",9}{"p99",9}{"p99.9",9}{"max",9}");
        Print("publish → handler start", started.SelectMany(times => Elapsed(published, times, clock)));
        Print("publish → handler end", ended.SelectMany(times => Elapsed(published, times, clock)));
        Print(
            "publish → last end",
            Enumerable.Range(0, events).Select(
                number => clock.GetElapsedTime(published[number], ended.Max(times => times[number])).TotalMicroseconds));
    }

    private static async Task<(long[] Published, long[][] Started, long[][] Ended)> MeasureAsync(
        int events, int perSecond, TimeProvider clock)
    {
        await using var bench = new BackboneBench(keyed: true);
        var published = new long[events];
        var (started, ended) = (Times(events), Times(events));
        using var remaining = new CountdownEvent(events * Subscribers);
        for (var subscriber = 0; subscriber < Subscribers; subscriber++)
        {
            var (starts, ends) = (started[subscriber], ended[subscriber]);
            bench.Subscribe(
                $"subscriber-{subscriber}",
                new() { QueueCapacity = 65_536 },
                payload =>
                {
                    starts[payload.Attempt] = clock.GetTimestamp();
                    ends[payload.Attempt] = clock.GetTimestamp();
                    remaining.Signal();
                });
        }

        await PublishAsync(bench, published, perSecond, clock);
        remaining.Wait();
        if (bench.Statistics.Subscribers.Any(one => one.Shed > 0))
        {
            throw new InvalidOperationException("events were shed: the rate is too high for this machine");
        }

        return (published, started, ended);
    }

    /// <summary>
    /// In spells with a rest between: Linux stops a real-time thread that never yields for 50 ms of each second, and on a shared machine a
    /// real-time priority is the only way to measure this code and not its neighbours.
    /// </summary>
    private static async Task PublishAsync(BackboneBench bench, long[] published, int perSecond, TimeProvider clock)
    {
        var spell = (int)(perSecond * Spell.TotalSeconds);
        for (var from = 0; from < published.Length; from += spell)
        {
            var (first, end) = (from, Math.Min(from + spell, published.Length));
            await Task.Factory.StartNew(() => Publish(bench, published, first, end, perSecond, clock), TaskCreationOptions.LongRunning);
            await Task.Delay(Rest, clock);
        }
    }

    private static void Publish(BackboneBench bench, long[] published, int from, int end, int perSecond, TimeProvider clock)
    {
        var begin = clock.GetTimestamp();
        for (var number = from; number < end; number++)
        {
            var due = begin + (long)((double)(number - from) / perSecond * clock.TimestampFrequency);
            while (clock.GetTimestamp() < due)
            {
                Thread.SpinWait(10);
            }

            var payload = BackboneBench.Event(number);
            published[number] = clock.GetTimestamp();
            _ = bench.Router.PublishAsync(payload);
        }
    }

    private static long[][] Times(int events) => [.. Enumerable.Range(0, Subscribers).Select(_ => new long[events])];

    private static IEnumerable<double> Elapsed(long[] from, long[] to, TimeProvider clock) =>
        from.Zip(to, (start, end) => clock.GetElapsedTime(start, end).TotalMicroseconds);

    private static void Print(string what, IEnumerable<double> microseconds)
    {
        double[] sorted = [.. microseconds.Order()];
        var figures = new[] { 0.5, 0.9, 0.99, 0.999, 1 }.Select(
            part => $"{sorted[Math.Min(sorted.Length - 1, (int)(part * sorted.Length))],9:F1}");
        Console.WriteLine($"{what,-24}{string.Concat(figures)}");
    }
}
