using System.Text.Encodings.Web;
using System.Text.Json;

namespace RingRift.Benchmarks.Latency;

/// <summary>
/// From the call of publish to the commit that a function made of the event, on everything real: event log, Event Grid client, emulator with its journal on
/// the disk, functions in their own process, Azurite with files. And through a queue to a function's handler.
/// </summary>
internal static class LatencyBench
{
    private const int WarmUp = 400;
    private const int WarmUpRate = 40;
    private const int QueueShare = 4;

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Measures and prints.</summary>
    /// <param name="events">Events of each measurement; a quarter as many through the queue.</param>
    /// <param name="rates">Events a second, one measurement each; the queue's are published at a quarter of the first.</param>
    /// <param name="json">Whether to print JSON.</param>
    /// <param name="time">The clock.</param>
    public static async Task RunAsync(int events, IReadOnlyList<double> rates, bool json, TimeProvider time)
    {
        var machine = Machine.Describe();
        var lines = new List<LatencyLine>();
        await using (var stack = await LatencyStack.StartAsync(time))
        {
            var (shards, syncs) = (new ShardEvents(stack.Aggregates, stack.Events, time), new StaleSyncEvents(stack.Aggregates, stack.Events, time));
            await syncs.SeedAsync();
            await stack.PassAsync(await shards.MakeAsync(WarmUp), WarmUpRate);
            await stack.PassAsync(syncs.Make(WarmUp / QueueShare), WarmUpRate);
            foreach (var rate in rates)
            {
                var passages = await stack.PassAsync(await shards.MakeAsync(events), rate);
                lines.Add(new LatencyLine("SELFPLAY_COMPLETE → CollectSelfplay", events, rate, HopTimes.ToCommit(passages)));
            }

            var queued = await stack.PassAsync(syncs.Make(Math.Max(1, events / QueueShare)), rates[0] / QueueShare);
            lines.Add(new LatencyLine("DATA_SYNC_TRIGGERED → sync-jobs → SyncGames", queued.Count, rates[0] / QueueShare, HopTimes.ToQueueHandler(queued)));
        }

        Console.WriteLine(json ? JsonSerializer.Serialize(new { machine, lines }, Format) : Text(machine, lines));
    }

    private static string Text(string machine, IEnumerable<LatencyLine> lines) => string.Join(
        Environment.NewLine,
        lines.SelectMany(line => line.Hops.Select(Row).Prepend($"{line.Way}, {line.Events:N0} events at {line.PerSecond}/s, milliseconds"))
            .Prepend($"{string.Empty,-26}{"p50",9}{"p90",9}{"p99",9}{"max",9}")
            .Prepend(machine));

    private static string Row(HopTimes hop) => $"  {hop.Hop,-24}{hop.P50,9:F1}{hop.P90,9:F1}{hop.P99,9:F1}{hop.Max,9:F1}";
}

/// <summary>One measurement: a kind of event at a steady rate.</summary>
/// <param name="Way">Event and function.</param>
/// <param name="Events">Events measured.</param>
/// <param name="PerSecond">Events published a second.</param>
/// <param name="Hops">Times of the parts and of the whole.</param>
internal sealed record LatencyLine(string Way, int Events, double PerSecond, IReadOnlyList<HopTimes> Hops);
