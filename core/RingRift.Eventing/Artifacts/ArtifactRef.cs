using System.ComponentModel.DataAnnotations;
using RingRift.Eventing.Records;

namespace RingRift.Eventing.Artifacts;

/// <summary>Names an immutable blob by its content.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Sha256">SHA-256 of the bytes, 64 lower-case hexadecimal digits; also the blob's name and a model's id (K7).</param>
/// <param name="Length">Size in bytes.</param>
public sealed record ArtifactRef(
    ArtifactKind Kind,
    [property: RegularExpression("^[0-9a-f]{64}$", ErrorMessage = "must be 64 lower-case hexadecimal digits")] string Sha256,
    [property: Range(typeof(long), "0", "9223372036854775807", ErrorMessage = "must be 0 or more")] long Length) : StoredRecord
{
    /// <summary>First twelve digits, enough for people.</summary>
    public string ShortId => Sha256[..12];
}

/// <summary>What an artifact holds; each kind has a blob container of its own.</summary>
public enum ArtifactKind
{
    /// <summary>A shard of game records, .jsonl.gz.</summary>
    Games,

    /// <summary>A manifest of verified games, JSON.</summary>
    Manifest,

    /// <summary>Training rows, .npz.</summary>
    Samples,

    /// <summary>A network, ONNX.</summary>
    Model,

    /// <summary>Weights and optimiser state.</summary>
    Checkpoint,
}
