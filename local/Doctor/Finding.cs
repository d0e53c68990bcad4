using System.Text.Json.Serialization;

namespace RingRift.Local.Doctor;

/// <summary>What one line of <c>ringrift doctor</c> says.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="State">How it is.</param>
/// <param name="Value">What was found.</param>
/// <param name="Mend">What to do; null where there is nothing to do.</param>
internal sealed record Finding(string Name, FindingState State, string Value, string? Mend = null)
{
    public static Finding Ok(string name, string value) => new(name, FindingState.Ok, value);

    public static Finding Warning(string name, string value, string mend) => new(name, FindingState.Warning, value, mend);

    public static Finding Fails(string name, string value, string mend) => new(name, FindingState.Fails, value, mend);
}

/// <summary>How a part of the machine is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FindingState>))]
internal enum FindingState
{
    /// <summary>As it should be.</summary>
    [JsonStringEnumMemberName("ok")]
    Ok,

    /// <summary>The main command runs, and something is worse than it could be.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning,

    /// <summary>The main command cannot run.</summary>
    [JsonStringEnumMemberName("fails")]
    Fails,
}

/// <summary>All that <c>ringrift doctor</c> found.</summary>
/// <param name="Findings">A line each.</param>
internal sealed record DoctorReport(IReadOnlyList<Finding> Findings)
{
    /// <summary>Whether the main command can run here.</summary>
    public bool CanRun => Findings.All(finding => finding.State != FindingState.Fails);
}
