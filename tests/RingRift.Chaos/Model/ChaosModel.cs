using RingRift.Game;
using RingRift.Learning.Randomness;
using RingRift.Pipeline.Learner;

namespace RingRift.Chaos.Model;

/// <summary>Everything that a run publishes, drawn from its seed.</summary>
/// <param name="Iterations">The iterations, those that the pipeline begins by itself last.</param>
/// <param name="Waves">How those that are told are published: each wave in an order of its own.</param>
/// <param name="Newest">Highest iteration; the pipeline begins none after it.</param>
internal sealed record ChaosModel(IReadOnlyList<ChaosIteration> Iterations, IReadOnlyList<IReadOnlyList<ChaosIteration>> Waves, int Newest)
{
    /// <summary>Self-play jobs of an iteration that the pipeline begins.</summary>
    public const int ShardsOfBegun = 2;

    /// <summary>Iterations of a config that play at the same time, of those that the pipeline begins.</summary>
    public const int Lanes = 3;

    private const int BegunAtLeast = 6;
    private const int WorkerEvery = 25;
    private const int WaveIterations = 240;

    public int Events => Iterations.Sum(iteration => iteration.Events);

    public int Deliveries => Iterations.Sum(iteration => iteration.Deliveries);

    /// <summary>As many iterations as it takes for a number of events.</summary>
    /// <param name="events">Distinct events wanted, those that follow included; the last iteration is a whole one.</param>
    /// <param name="jobs">Shards or chunks of an iteration.</param>
    public static ChaosModel Of(int events, int jobs)
    {
        var told = new List<ChaosIteration>();
        for (var (index, planned) = (0, 0); planned < events; index++)
        {
            var (kind, config, number) = (KindOf(index), GameConfig.All[index % GameConfig.All.Count].Name, 1 + (index / GameConfig.All.Count));
            var iteration = new ChaosIteration(kind, config, number, kind == IterationKind.Exported ? 1 : jobs);
            told.Add(iteration);
            planned += iteration.Events;
        }

        var newest = told[^1].Iteration + BegunAtLeast;
        var begun = told.GroupBy(iteration => iteration.Config).SelectMany(config => Enumerable
            .Range(config.Count() + 1, newest - config.Count())
            .Select(number => new ChaosIteration(IterationKind.Begun, config.Key, number, ShardsOfBegun)));
        return new ChaosModel([.. told, .. begun], [.. told.Chunk(WaveIterations)], newest);
    }

    /// <summary>The learner of each config before the first event: all that is told is begun, and the rows that will be told wait to be.</summary>
    public IEnumerable<LearnerState> Learners() => Iterations.GroupBy(iteration => iteration.Config).Select(config => new LearnerState
    {
        Config = config.Key,
        Begun = config.Count(iteration => iteration.Kind != IterationKind.Begun),
        Working = [.. config.Where(iteration => iteration.Kind == IterationKind.Exported).Select(iteration => iteration.Iteration)],
    });

    /// <summary>Puts things into an order drawn from a seed (Fisher and Yates).</summary>
    public static void Shuffle<T>(List<T> things, SeededRandom random)
    {
        for (var i = things.Count - 1; i > 0; i--)
        {
            var j = random.Next(i + 1);
            (things[i], things[j]) = (things[j], things[i]);
        }
    }

    private static IterationKind KindOf(int index) => index % WorkerEvery == 7 ? IterationKind.Played : (index / GameConfig.All.Count % 5) switch
    {
        0 => IterationKind.Collected,
        1 => IterationKind.Evaluated,
        _ => IterationKind.Exported,
    };
}
