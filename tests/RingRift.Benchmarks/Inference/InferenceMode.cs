namespace RingRift.Benchmarks.Inference;

/// <summary>How games get their leaves evaluated.</summary>
internal enum InferenceMode
{
    /// <summary>Each thread has a network and asks it about one position at a time.</summary>
    OneByOne,

    /// <summary>Each thread has a network and asks it about one position of each of its games at a time.</summary>
    NetworkPerThread,

    /// <summary>All threads share one network.</summary>
    SharedNetwork,
}
