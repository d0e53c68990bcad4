using RingRift.Eventing.Artifacts;

namespace RingRift.Azure.Topology;

/// <summary>
/// The blob containers of the pipeline, declared once: stores take theirs from here, and deployment makes them (ADR 0020).
/// </summary>
public static class PipelineContainers
{
    /// <summary>Names that point at artifacts.</summary>
    public const string Aliases = "aliases";

    /// <summary>Events that could not be delivered.</summary>
    public const string Undelivered = "undelivered-events";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Aliases, .. Enum.GetValues<ArtifactKind>().Select(Of), Undelivered];

    /// <summary>The container of a kind of artifact.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such kind.</exception>
    public static string Of(ArtifactKind kind) => kind switch
    {
        ArtifactKind.Games => "games",
        ArtifactKind.Manifest => "manifests",
        ArtifactKind.Samples => "samples",
        ArtifactKind.Model => "models",
        ArtifactKind.Checkpoint => "checkpoints",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such artifact kind"),
    };
}
