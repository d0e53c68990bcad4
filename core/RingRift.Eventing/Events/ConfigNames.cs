using System.Collections.Frozen;

namespace RingRift.Eventing.Events;

/// <summary>
/// The names that events have for the twelve configurations of the game: board and number of players, for example <c>hex8_2p</c>.
/// </summary>
public static class ConfigNames
{
    /// <summary>All twelve.</summary>
    public static FrozenSet<string> All { get; } =
    [
        "square8_2p", "square8_3p", "square8_4p", "square19_2p", "square19_3p", "square19_4p",
        "hex8_2p", "hex8_3p", "hex8_4p", "hexagonal_2p", "hexagonal_3p", "hexagonal_4p",
    ];

    /// <summary>The configuration a text names; null when it names none.</summary>
    public static string? Find(string? text) => text is not null && All.TryGetValue(text, out var name) ? name : null;
}
