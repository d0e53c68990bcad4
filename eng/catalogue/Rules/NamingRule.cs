namespace RingRift.Catalogue.Rules;

/// <summary>
/// ADR-001's naming rule: what sort of fact an event is can be read from the end of its name, and the other way round.
/// </summary>
public static class NamingRule
{
    /// <summary>Kind of the events whose name ends in none of the <see cref="Suffixes"/>.</summary>
    public const string Occurred = "occurred";

    /// <summary>Ends of names, by kind.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Suffixes { get; } = new Dictionary<string, IReadOnlyList<string>>(
        StringComparer.Ordinal)
    {
        ["requested"] = ["_REQUESTED", "_REQUEST"],
        ["triggered"] = ["_TRIGGERED"],
        ["started"] = ["_STARTED"],
        ["progressed"] = ["_PROGRESS", "_HEARTBEAT"],
        ["completed"] = ["_COMPLETE", "_COMPLETED"],
        ["failed"] = ["_FAILED"],
        ["updated"] = ["_UPDATED"],
        ["changed"] = ["_CHANGED"],
        ["detected"] = ["_DETECTED"],
        ["recovered"] = ["_RECOVERED"],
    };

    /// <summary>The kind an event of this name is of.</summary>
    public static string KindOf(string name) =>
        Suffixes.FirstOrDefault(pair => pair.Value.Any(suffix => name.EndsWith(suffix, StringComparison.Ordinal))).Key ?? Occurred;
}
