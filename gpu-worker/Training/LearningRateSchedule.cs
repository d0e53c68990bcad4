namespace RingRift.GpuWorker.Training;

/// <summary>
/// Learning rate of each step: a linear rise, then half a cosine down (Loshchilov and Hutter, "SGDR", 2017, without restarts).
/// </summary>
public static class LearningRateSchedule
{
    /// <summary>The learning rate of a step.</summary>
    /// <param name="step">Step, from 0.</param>
    /// <param name="total">Steps in all.</param>
    /// <param name="options">Peak, end and length of the rise.</param>
    public static double At(int step, int total, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var warmup = (int)Math.Ceiling(total * options.WarmupShare);
        if (step < warmup)
        {
            return options.LearningRate * (step + 1) / warmup;
        }

        var done = (double)(step - warmup) / Math.Max(1, total - 1 - warmup);
        var cosine = 0.5 * (1 + Math.Cos(Math.PI * Math.Min(1, done)));
        return options.LearningRate * (options.FinalLearningRateShare + ((1 - options.FinalLearningRateShare) * cosine));
    }
}
