using System.CommandLine;
using System.Globalization;
using RingRift.Pipeline.Champions.Ratings;

namespace RingRift.Local.Commands;

/// <summary><c>ringrift ratings CONFIG</c>: how strong the networks of a config are.</summary>
internal static class RatingsCommand
{
    private const int ShownOfModel = 12;

    public static Command Build() => ConfigReport.Build(
        "ratings",
        "Rate the networks of a configuration by all games of its evaluations: Elo with 95 % intervals, 'random' at 0, and the scores against fixed opponents.",
        "Print the ratings as one JSON object.",
        (storage, config, cancellationToken) => storage.Get<RatingReader>().ReadAsync(config.Name, cancellationToken),
        Text);

    private static string Text(RatingList list) => list.Players.Count == 0
        ? $"{list.Config}: no network was measured yet"
        : string.Join(Environment.NewLine, list.Players.Select(Line));

    private static string Line(RatedPlayer one)
    {
        var name = one.Iteration is { } iteration ? Say($"{one.Player[..ShownOfModel]} (iteration {iteration})") : one.Player;
        var against = one.Against.Select(score => Say($", {100 * score.Score:F0} % of {score.Games} against {score.Opponent}"));
        return Say($"{one.Elo,6:F0} [{one.Low:F0}, {one.High:F0}]  {name}{(one.Champion ? ", champion" : string.Empty)}, {one.Games} games{string.Concat(against)}");
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
