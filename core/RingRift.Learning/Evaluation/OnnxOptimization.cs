namespace RingRift.Learning.Evaluation;

/// <summary>How far ONNX Runtime may rewrite a network before it runs it.</summary>
public enum OnnxOptimization
{
    /// <summary>All rewriting, the memory layout of the processor's own convolutions included.</summary>
    All,

    /// <summary>Only what keeps the operations as they are: constants folded, what does nothing left out.</summary>
    Basic,

    /// <summary>None: the network runs as it was written.</summary>
    None,
}
