using RingRift.Learning.Inference;

namespace RingRift.GpuWorker.Inference;

/// <summary>How the games of a job are spread over threads and networks.</summary>
/// <param name="Threads">Threads that play.</param>
/// <param name="GamesPerThread">Games in lockstep on each.</param>
/// <param name="MaxBatch">The most positions of a call of a network.</param>
/// <param name="ShareNetwork">Whether all threads share one network.</param>
internal sealed record SelfPlayPlan(int Threads, int GamesPerThread, int MaxBatch, bool ShareNetwork)
{
    /// <summary>Games at once on a thread that has a network of its own: on a processor larger batches gain nothing.</summary>
    public const int GamesWithOwnNetwork = 32;

    /// <summary>
    /// Games at once that share a network: twice what KataGo's self-play starts with, because half of them think while the other half is
    /// computed.
    /// </summary>
    public const int GamesWithSharedNetwork = 256;

    private const int LargestBatch = 4096;

    /// <summary>The plan of a job.</summary>
    /// <param name="options">What was set; 0 and null stand for defaults that depend on the provider.</param>
    /// <param name="provider">Where networks compute; not Auto.</param>
    /// <param name="games">Games to play, at least 1.</param>
    public static SelfPlayPlan For(SelfPlayJobOptions options, EvaluatorProvider provider, int games)
    {
        ArgumentNullException.ThrowIfNull(options);
        var share = options.ShareNetwork ?? provider != EvaluatorProvider.Cpu;
        var threads = Math.Min(options.EffectiveThreads, games);
        var wanted = options.ConcurrentGames > 0 ? options.ConcurrentGames
            : share ? Math.Max(GamesWithOwnNetwork, DividedUp(GamesWithSharedNetwork, threads))
            : GamesWithOwnNetwork;
        var gamesPerThread = Math.Min(wanted, DividedUp(games, threads));
        var batch = options.MaxBatch > 0 ? options.MaxBatch
            : share ? gamesPerThread * DividedUp(threads, 2)
            : gamesPerThread;
        return new SelfPlayPlan(threads, gamesPerThread, Math.Min(batch, LargestBatch), share);
    }

    private static int DividedUp(int number, int parts) => (number + parts - 1) / parts;
}
