using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace RingRift.Web.Opponents;

/// <summary>A champion of a run as a player: <c>champion-7-64</c> is the network of generation 7 with 64 visits for each decision.</summary>
/// <param name="Generation">Generation of the champion, from 1.</param>
/// <param name="Visits">Visits for each decision, 2 to <see cref="MostVisits"/>.</param>
public sealed record NetworkPlayer(int Generation, int Visits)
{
    /// <summary>What names there are, for messages.</summary>
    public const string Known = "'champion-G-N' with a generation G from 1 and N visits from 2 to 100000";

    private const string Kind = "champion";
    private const int MostVisits = 100_000;

    /// <summary>Reads a name as it is written canonically: no sign, no leading zero.</summary>
    public static bool TryParse(string name, [NotNullWhen(true)] out NetworkPlayer? player)
    {
        ArgumentNullException.ThrowIfNull(name);
        var read = name.Split('-') is [Kind, var generation, var visits]
            && int.TryParse(generation, NumberStyles.None, CultureInfo.InvariantCulture, out var parsedGeneration)
            && int.TryParse(visits, NumberStyles.None, CultureInfo.InvariantCulture, out var parsedVisits)
            && parsedGeneration >= 1
            && parsedVisits is >= 2 and <= MostVisits
            ? new NetworkPlayer(parsedGeneration, parsedVisits)
            : null;
        player = read?.ToString() == name ? read : null;
        return player is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind}-{Generation}-{Visits}");
}
