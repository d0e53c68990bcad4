using RingRift.Eventing.Records;
using RingRift.Game;
using RingRift.Learning.SelfPlay;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Learner;

namespace RingRift.Pipeline.Stages.Succession;

/// <summary>How much self-play a config has at the same time: that of the options, or where workers are scaled as much as its part of them needs (ADR 0023).</summary>
public sealed class SelfPlaySizing(PipelineOptions options, LearnerOptions learning, ScaledWorkers workers, LearnerStore learners, LearnerPolicy policy, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private (long Read, IReadOnlyList<string> Configs)? _going;

    /// <summary>The size for a config.</summary>
    public async Task<SelfPlaySize> OfAsync(string config, CancellationToken cancellationToken)
    {
        if (workers.Most == 0 || !policy.PlaysNewest)
        {
            return SelfPlaySize.Of(options, learning);
        }

        var others = (await GoingAsync(cancellationToken).ConfigureAwait(false)).Count(other => other != config);
        return SelfPlaySize.Scaled(options, learning, GameConfig.Parse(config), workers.Most, others + 1);
    }

    /// <summary>Configs whose runs go on, as they were at most half a minute ago.</summary>
    private async Task<IReadOnlyList<string>> GoingAsync(CancellationToken cancellationToken)
    {
        if (_going is { } known && time.GetElapsedTime(known.Read) < Fresh)
        {
            return known.Configs;
        }

        var going = await Task.WhenAll(GameConfig.All.Select(config => GoesOnAsync(config.Name, cancellationToken))).ConfigureAwait(false);
        string[] configs = [.. GameConfig.All.Zip(going).Where(pair => pair.Second).Select(pair => pair.First.Name)];
        _going = (time.GetTimestamp(), configs);
        return configs;
    }

    private async Task<bool> GoesOnAsync(string config, CancellationToken cancellationToken)
    {
        try
        {
            return await learners.FindAsync(config, cancellationToken).ConfigureAwait(false) is { } learner && !policy.IsOver(learner);
        }
        catch (UnreadableRecordException)
        {
            // The version that wrote it goes on with it.
            return true;
        }
    }
}

/// <summary>Self-play workers that the scaler may start.</summary>
/// <param name="Most">So many; 0 where workers are not scaled.</param>
public sealed record ScaledWorkers(int Most)
{
    /// <summary>Self-play jobs that all configs together may have asked for: none of them means that too many wait.</summary>
    public int MostJobs => Most * (SelfPlaySize.JobsPerWorker + 1);
}

/// <summary>How much self-play of a config goes on at the same time.</summary>
/// <param name="Lanes">Iterations whose games are played at the same time.</param>
/// <param name="GamesPerShard">Games of a job that plays with a network.</param>
/// <param name="RowsPerTraining">New rows that make a further training due.</param>
/// <param name="LeastLanes">
/// Iterations that play at the same time before there is a network, and that one event may begin: where hundreds have room, many events come at the same
/// time, and would contend for each.
/// </param>
public sealed record SelfPlaySize(int Lanes, int GamesPerShard, long RowsPerTraining, int LeastLanes)
{
    /// <summary>Jobs for each worker: one that it plays, and one that waits for it.</summary>
    public const int JobsPerWorker = 2;

    /// <summary>The most bytes that the games of one shard may take in memory: half of what functions run with.</summary>
    public const long MostShardBytes = 1L << 30;

    // A job costs a scaled worker some seconds to begin, and functions three calls to take in: its games have to last a minute or more.
    private const int LeastFactor = 25;

    // A candidate costs functions some 300 games of matches. 24 times the rows make them a twentieth of the games it was taught by, as on one machine a half.
    private const int TrainingFactor = 24;

    // Each iteration changes the row of the learner three times, which takes some ten changes a second; 0.3 gives three, however many workers there are.
    private const double FactorPerWorker = 0.3;

    /// <summary>
    /// Iterations that play at the same time with a network. Few do with rollouts: a first network needs little, and more of their games would only be in
    /// the way of better ones.
    /// </summary>
    /// <param name="generator">The network; null for rollouts.</param>
    public int LanesWith(Generator? generator) => generator?.Model is null ? LeastLanes : Lanes;

    /// <summary>That of the options.</summary>
    public static SelfPlaySize Of(PipelineOptions options, LearnerOptions learning)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(learning);
        return new SelfPlaySize(learning.Lanes, options.GamesPerShard, learning.RowsPerTraining, learning.Lanes);
    }

    /// <summary>That of an even part of the scaled workers: two jobs for each, at least the lanes of the options, and larger shards.</summary>
    /// <param name="options">Shards of an iteration and their games.</param>
    /// <param name="learning">The least lanes.</param>
    /// <param name="config">The config, whose games have to fit the memory.</param>
    /// <param name="workers">Self-play workers there may be, at least 1.</param>
    /// <param name="configs">Configs that share them, at least 1.</param>
    public static SelfPlaySize Scaled(PipelineOptions options, LearnerOptions learning, GameConfig config, int workers, int configs)
    {
        var size = Of(options, learning);
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(configs, 1);
        var share = DivideUp(workers, configs);
        var factor = Math.Max(LeastFactor, (int)Math.Ceiling(FactorPerWorker * share / options.ShardsPerIteration));
        var most = MostShardBytes / GameSizes.RecordBytes(config, FullVisits, fullShare: 1);
        return size with
        {
            Lanes = Math.Max(size.Lanes, DivideUp(JobsPerWorker * share, options.ShardsPerIteration)),
            GamesPerShard = Larger(size.GamesPerShard, factor, most),
            RowsPerTraining = size.RowsPerTraining * TrainingFactor,
        };
    }

    // What self-play searches is set at the workers. Here every decision counts as searched in full, with the default visits.
    private const int FullVisits = 64;

    private static int Larger(int games, int factor, long most) => (int)Math.Max(games, Math.Min((long)games * factor, most));

    private static int DivideUp(int all, int parts) => (all + parts - 1) / parts;
}
