using System.Globalization;
using RingRift.Eventing.Artifacts;
using RingRift.Pipeline.Champions;

namespace RingRift.Pipeline.Tests.Champions;

/// <summary>Champion histories in short: "1 2 3>1 4" is two promotions, a rollback that restores generation 1, and a promotion.</summary>
public static class Histories
{
    public static IReadOnlyList<Champion> Of(string text)
    {
        var history = new List<Champion>();
        foreach (var parts in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(entry => entry.Split('>')))
        {
            var generation = int.Parse(parts[0], CultureInfo.InvariantCulture);
            history.Add(
                parts.Length == 1
                    ? Promoted(generation)
                    : Restored(history, generation, int.Parse(parts[1], CultureInfo.InvariantCulture)));
        }

        return history;
    }

    public static ArtifactRef Model(int generation) => States.Artifact(ArtifactKind.Model, 1000 + generation);

    private static Champion Promoted(int generation) =>
        new(States.Config, Model(generation), States.Artifact(ArtifactKind.Checkpoint, 1000 + generation), generation * 2, generation);

    private static Champion Restored(List<Champion> history, int generation, int restored) =>
        history.Single(champion => champion.Generation == restored) with
        {
            Generation = generation,
            Rollback = new ChampionRollback
            {
                Undone = generation - 1,
                Restored = restored,
                Iteration = generation * 2,
                Reason = "weaker",
                Cause = $"cause-{generation}",
            },
        };
}
