using RingRift.Game;
using RingRift.Learning.Inference;
using RingRift.Learning.Networks;
using RingRift.Learning.SelfPlay;

namespace RingRift.Benchmarks.Inference;

/// <summary>Self-play of an untrained network on all cores, with more and more games at once.</summary>
internal static class InferenceBench
{
    public static void Run(GameConfig config, double seconds, TimeProvider clock)
    {
        var spec = NetworkSpec.For(config);
        var model = OnnxNetworkWriter.Write(spec, NetworkWeights.Random(spec, 1));
        Console.WriteLine($"{config} {spec.Blocks}x{spec.Channels}, {Environment.ProcessorCount} cores, {seconds:F0} s each");
        Console.WriteLine("| games | mode | threads | evaluations/s | mean batch | bytes/evaluation |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var games in new[] { 1, 8, 32, 128 })
        {
            foreach (var mode in Enum.GetValues<InferenceMode>())
            {
                Console.WriteLine(Measure(config, model, games, mode, seconds, clock));
            }
        }
    }

    private static string Measure(GameConfig config, byte[] model, int games, InferenceMode mode, double seconds, TimeProvider clock)
    {
        var threads = Math.Min(games, Environment.ProcessorCount);
        var each = games / threads;
        var batch = mode switch
        {
            InferenceMode.OneByOne => 1,
            InferenceMode.NetworkPerThread => each,
            _ => each * ((threads + 1) / 2),
        };
        var networks = Enumerable.Range(0, mode == InferenceMode.SharedNetwork ? 1 : threads)
            .Select(_ => new CountedEvaluator(new OnnxEvaluator(model, new OnnxEvaluatorOptions { MaxBatch = batch }))).ToArray();
        using var shared = mode == InferenceMode.SharedNetwork ? new BatchingEvaluator(networks[0]) : null;
        var callers = Enumerable.Range(0, threads).Select(thread => shared?.Join() ?? new NetworkLeafEvaluator(networks[thread])).ToArray();
        var options = new SelfPlayOptions { Rules = GameRules.For(config), Games = 10_000_000, ConcurrentGames = each, Seed = 7 };
        Play(options, callers, 1, clock);
        var (calls, positions, bytes) = (networks.Sum(network => network.Calls), networks.Sum(network => network.Positions), GC.GetTotalAllocatedBytes());
        callers = [.. callers.Select((caller, thread) => shared?.Join() ?? caller)];
        var took = Play(options, callers, seconds, clock);
        (calls, positions) = (networks.Sum(network => network.Calls) - calls, networks.Sum(network => network.Positions) - positions);
        bytes = GC.GetTotalAllocatedBytes() - bytes;
        if (shared is null)
        {
            Array.ForEach(callers, caller => caller.Dispose());
        }

        return $"| {games} | {mode} | {threads} | {positions / took:N0} | {(double)positions / calls:F1} | {(double)bytes / positions:F0} |";
    }

    /// <summary>Plays for some seconds; callers of a shared network are disposed with their thread, so that nobody waits for them.</summary>
    private static double Play(SelfPlayOptions options, ILeafEvaluator[] callers, double seconds, TimeProvider clock)
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(seconds), clock);
        var start = clock.GetTimestamp();
        var threads = callers.Select((caller, number) => new Thread(() => PlayOn(options with { Seed = (ulong)number }, caller, stop.Token))).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        return clock.GetElapsedTime(start).TotalSeconds;
    }

    private static void PlayOn(SelfPlayOptions options, ILeafEvaluator caller, CancellationToken stop)
    {
        try
        {
            new SelfPlayRunner(options, caller).Run(_ => { }, stop);
        }
        catch (OperationCanceledException)
        {
            if (caller is not NetworkLeafEvaluator)
            {
                caller.Dispose();
            }
        }
    }
}

/// <summary>How games get their leaves evaluated.</summary>
internal enum InferenceMode
{
    /// <summary>Each thread has a network and asks it about one position at a time.</summary>
    OneByOne,

    /// <summary>Each thread has a network and asks it about one position of each of its games at a time.</summary>
    NetworkPerThread,

    /// <summary>All threads share one network.</summary>
    SharedNetwork,
}
