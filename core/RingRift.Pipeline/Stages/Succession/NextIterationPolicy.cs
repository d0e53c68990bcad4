using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Learner;

namespace RingRift.Pipeline.Stages.Succession;

/// <summary>What an iteration is given.</summary>
public sealed class NextIterationPolicy(PipelineOptions options, LearnerPolicy learning)
{
    /// <summary>An iteration.</summary>
    /// <param name="config">The config.</param>
    /// <param name="iteration">Its number, from 1.</param>
    /// <param name="generator">The network that plays; null for rollouts.</param>
    /// <param name="champion">Champion now; null before the first promotion.</param>
    /// <param name="now">When it begins.</param>
    /// <param name="size">Games of a shard that a network plays; null for those of the options.</param>
    public IterationState Begin(string config, int iteration, Generator? generator, Champion? champion, DateTimeOffset now, SelfPlaySize? size = null) => new()
    {
        Config = config,
        Iteration = iteration,
        Stage = IterationStage.SelfPlay,
        StartedAt = now,
        Plan = new IterationPlan
        {
            Shards = options.ShardsPerIteration,
            GamesPerShard = learning.GamesOf(iteration)
                ?? (generator?.Model is null ? options.FirstGamesPerShard : size?.GamesPerShard ?? options.GamesPerShard),
            Seed = Seeds.OfIteration(options.Seed, config, iteration),
            Model = generator?.Model,
            Newest = learning.PlaysNewest,
            Generation = champion?.Generation ?? 0,
        },
    };

    /// <summary>The commands that set an iteration going.</summary>
    public static IReadOnlyList<EventDraft> Requests(IterationState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return
        [
            .. Enumerable.Range(0, state.Plan.Shards).Select(shard => EventDraft.Of(new SelfplayRequested
            {
                Config = state.Config,
                Iteration = state.Iteration,
                JobId = JobIds.SelfPlay(state.Config, state.Iteration, shard),
                Shard = shard,
                Games = state.Plan.GamesPerShard,
                Seed = Seeds.OfShard(state.Plan.Seed, shard),
                Model = state.Plan.Model,
                Newest = state.Plan.Newest ? true : null,
            })),
        ];
    }
}
