namespace RingRift.Eventing.Artifacts;

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
