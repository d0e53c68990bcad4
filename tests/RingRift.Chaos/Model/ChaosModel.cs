using RingRift.Game;
using RingRift.Learning.Randomness;

namespace RingRift.Chaos.Model;

/// <summary>Everything that a run publishes, drawn from its seed.</summary>
/// <param name="Iterations">The iterations, in waves of which each is published in an order of its own.</param>
/// <param name="Waves">How they are published.</param>
internal sealed record ChaosModel(IReadOnlyList<ChaosIteration> Iterations, IReadOnlyList<IReadOnlyList<ChaosIteration>> Waves)
{
    private const int WorkerEvery = 25;
    private const int WaveIterations = 240;

    public int Events => Iterations.Sum(iteration => iteration.Events);

    public int Deliveries => Iterations.Sum(iteration => iteration.Deliveries);

    /// <summary>As many iterations as it takes for a number of events.</summary>
    /// <param name="events">Distinct events wanted, those that follow included; the last iteration is a whole one.</param>
    /// <param name="jobs">Shards or chunks of an iteration.</param>
    public static ChaosModel Of(int events, int jobs)
    {
        var iterations = new List<ChaosIteration>();
        for (var (index, planned) = (0, 0); planned < events; index++)
        {
            var iteration = new ChaosIteration(
                KindOf(index), GameConfig.All[index % GameConfig.All.Count].Name, 1 + (index / GameConfig.All.Count), jobs);
            iterations.Add(iteration);
            planned += iteration.Events;
        }

        return new ChaosModel(iterations, [.. iterations.Chunk(WaveIterations)]);
    }

    /// <summary>Puts things into an order drawn from a seed (Fisher and Yates).</summary>
    public static void Shuffle<T>(List<T> things, SeededRandom random)
    {
        for (var i = things.Count - 1; i > 0; i--)
        {
            var j = random.Next(i + 1);
            (things[i], things[j]) = (things[j], things[i]);
        }
    }

    private static IterationKind KindOf(int index) =>
        index % WorkerEvery == 7 ? IterationKind.Played
        : index / GameConfig.All.Count % 2 == 0 ? IterationKind.Collected
        : IterationKind.Evaluated;
}
