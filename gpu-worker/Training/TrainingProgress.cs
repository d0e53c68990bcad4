namespace RingRift.GpuWorker.Training;

/// <summary>Where a run stands.</summary>
/// <param name="Step">Steps made.</param>
/// <param name="TotalSteps">Steps in all.</param>
/// <param name="Losses">Mean training losses of the steps since the last report.</param>
/// <param name="LearningRate">Learning rate of the last step.</param>
/// <param name="RowsPerSecond">Rows a second since the last report.</param>
/// <param name="Remaining">Estimated time to the last step.</param>
public sealed record TrainingProgress(
    int Step, int TotalSteps, TrainingLosses Losses, double LearningRate, double RowsPerSecond, TimeSpan Remaining);
