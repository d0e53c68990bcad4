namespace RingRift.GpuWorker.Training;

/// <summary>One row of a window.</summary>
/// <param name="File">Index of the file.</param>
/// <param name="Row">Row in the file.</param>
public readonly record struct SampleKey(int File, int Row);
