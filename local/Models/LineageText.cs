using System.Globalization;
using RingRift.Local.Arguments;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Runs;

namespace RingRift.Local.Models;

/// <summary>A lineage for people.</summary>
internal static class LineageText
{
    /// <summary>Stands for the champion of now.</summary>
    public const string Champion = "champion";

    private const int ShortHash = 12;

    /// <summary>The iteration that a name stands for.</summary>
    /// <exception cref="CommandException">It stands for none, or for several.</exception>
    public static int Resolve(Lineage lineage, string name)
    {
        if (name == Champion)
        {
            return lineage.Networks.Where(network => network.Generations.Count > 0).MaxBy(network => network.Generations[^1])?.Iteration
                ?? throw new CommandException("NAME 'champion': there was no champion yet; name an iteration");
        }

        return lineage.Find(name) switch
        {
            [var one] => one,
            [] => throw new CommandException(
                $"NAME '{name}': no iteration has this number, and no file of the run has a SHA-256 that begins so"),
            var several => throw new CommandException(
                $"NAME '{name}': the files of several iterations begin so ({string.Join(", ", several)}); give more of the SHA-256"),
        };
    }

    /// <summary>The games of an iteration, what they taught, and what taught its network.</summary>
    public static IEnumerable<string> Lines(Lineage lineage, int iteration)
    {
        if (lineage.GamesOf(iteration) is { } games)
        {
            yield return Say($"games of iteration {iteration}: {games.Games:N0}, {games.Rows:N0} rows, played by {Player(games.PlayedBy)}");
            foreach (var network in lineage.Descendants(iteration))
            {
                var direct = network.WasTaughtBy(iteration) ? "taught" : "led to";
                yield return Say($"  {direct} the network of iteration {network.Iteration}, {Fate(network)}");
            }
        }

        if (lineage.NetworkOf(iteration) is { } own)
        {
            foreach (var line in lineage.Ancestors(own).SelectMany(network => Back(lineage, network)))
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<string> Back(Lineage lineage, LineageNetwork network)
    {
        yield return Say($"network of iteration {network.Iteration}, {network.Model[..ShortHash]}, {Fate(network)}");
        yield return $"  begins with {(network.Parent is { } parent ? Say($"the network of iteration {parent}") : "random weights")}";
        foreach (var played in lineage.TaughtBy(network).GroupBy(games => games.PlayedBy))
        {
            yield return Say(
                $"  taught by {played.Sum(games => games.Games):N0} games of {Iterations(played)}, played by {Player(played.Key)}");
        }
    }

    private static string Iterations(IEnumerable<LineageGames> played)
    {
        var ranges = IterationRange.Of(played.Select(games => games.Iteration));
        return $"iteration{(ranges is [var one] && one.From == one.To ? string.Empty : "s")} {string.Join(' ', ranges)}";
    }

    private static string Player(int? network) => network is { } iteration ? Say($"the network of iteration {iteration}") : "rollouts";

    private static string Fate(LineageNetwork network) => network.Generations.Count > 0
        ? Say($"champion of generation {string.Join(", ", network.Generations)}")
        : network.Outcome switch
        {
            null => "being measured",
            IterationOutcome.Rejected => "rejected",
            IterationOutcome.Unmeasured => "not measured against the champion",
            var outcome => outcome.ToString()!,
        };

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A lineage for scripts.</summary>
/// <param name="Games">The games of the iteration; null where none are stored.</param>
/// <param name="Taught">The networks that came of these games, oldest first.</param>
/// <param name="Network">Its network and all that this one came of, newest first; empty where it made none.</param>
internal sealed record LineageView(LineageGames? Games, IReadOnlyList<LineageNetwork> Taught, IReadOnlyList<LineageNetwork> Network)
{
    public static LineageView Of(Lineage lineage, int iteration) => new(
        lineage.GamesOf(iteration),
        [.. lineage.Descendants(iteration)],
        lineage.NetworkOf(iteration) is { } own ? [.. lineage.Ancestors(own)] : []);
}
