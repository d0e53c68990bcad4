using System.Globalization;
using RingRift.Web.Api;

namespace RingRift.Web.Champions;

/// <summary>A network with what it came of and what came of it.</summary>
/// <param name="Network">The network.</param>
/// <param name="TaughtBy">Iterations whose games taught it, as ranges.</param>
/// <param name="Games">How many games these were, as far as they are still stored.</param>
/// <param name="Players">Iterations of the networks that played them; 0 stands for rollouts.</param>
/// <param name="Played">Iterations whose games it played.</param>
/// <param name="Children">Iterations of the networks that went on from it.</param>
public sealed record Ancestry(
    LineageNetworkAnswer Network, string TaughtBy, int Games, IReadOnlyList<int> Players, IReadOnlyList<int> Played,
    IReadOnlyList<int> Children)
{
    /// <summary>That of every network, the newest first.</summary>
    public static IReadOnlyList<Ancestry> Of(LineageAnswer lineage)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        return [.. lineage.Networks.Reverse().Select(network => Of(network, lineage))];
    }

    /// <summary>Iterations in as few words as they need: those that follow one another as a range.</summary>
    public static string Ranges(IEnumerable<int> iterations)
    {
        ArgumentNullException.ThrowIfNull(iterations);
        var runs = iterations.Order().Select((iteration, place) => (iteration, Run: iteration - place)).GroupBy(one => one.Run);
        return string.Join(", ", runs.Select(run => Text(new RangeAnswer(run.First().iteration, run.Last().iteration))));
    }

    private static Ancestry Of(LineageNetworkAnswer network, LineageAnswer lineage)
    {
        var taught = lineage.Games.Where(games => network.Window.Any(range => games.Iteration >= range.From && games.Iteration <= range.To)).ToList();
        return new Ancestry(
            network,
            string.Join(", ", network.Window.Select(Text)),
            taught.Sum(games => games.Games),
            [.. taught.Select(games => games.PlayedBy ?? 0).Distinct().Order()],
            [.. lineage.Games.Where(games => games.PlayedBy == network.Iteration).Select(games => games.Iteration)],
            [.. lineage.Networks.Where(other => other.Parent == network.Iteration).Select(other => other.Iteration)]);
    }

    private static string Text(RangeAnswer range) => range.From == range.To
        ? range.From.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{range.From}–{range.To}");
}
