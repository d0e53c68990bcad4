using RingRift.Fuzzing;

namespace RingRift.Benchmarks.Backbone;

/// <summary>
/// Sends broken events of every type through every way in and counts what became of them; ends at the first broken promise.
/// </summary>
internal static class FuzzRun
{
    /// <summary>Runs it.</summary>
    /// <returns>0 when every event was accepted whole or refused with a reason.</returns>
    public static int Run(int count, int seed, TimeProvider clock)
    {
        var outcomes = Mutator.All.ToDictionary(mutation => mutation, _ => new FuzzOutcome[3]);
        var start = clock.GetTimestamp();
        try
        {
            foreach (var fuzzed in EventFuzzer.Events(seed).Take(count))
            {
                var ways = outcomes[fuzzed.Mutation];
                ways[0] += FuzzCheck.Message(fuzzed);
                ways[1] += FuzzCheck.Webhook(fuzzed);
                ways[2] += FuzzCheck.Request(fuzzed);
            }
        }
        catch (FuzzFailureException failure)
        {
            Console.Error.WriteLine(failure);
            return 1;
        }

        Report(count, seed, clock.GetElapsedTime(start).TotalSeconds, outcomes);
        return 0;
    }

    private static void Report(int count, int seed, double seconds, Dictionary<Mutation, FuzzOutcome[]> outcomes)
    {
        Console.WriteLine($"{"accepted / refused",-20}{"queue message",20}{"webhook",20}{"POST /api/events",20}");
        foreach (var (mutation, ways) in outcomes)
        {
            Console.WriteLine($"{mutation,-20}{string.Concat(ways.Select(Cell))}");
        }

        var all = Enumerable.Range(0, 3).Select(way => outcomes.Values.Select(ways => ways[way]).Aggregate((a, b) => a + b)).ToArray();
        Console.WriteLine($"{"all",-20}{string.Concat(all.Select(Cell))}");
        Console.WriteLine(
            $"{count:N0} events, seed {seed}, three ways each: no crash, every one accepted or refused with a reason; {count / seconds:N0} events/s");
    }

    private static string Cell(FuzzOutcome outcome) => $"{$"{outcome.Accepted} / {outcome.Refused}",20}";
}
