using System.ComponentModel.DataAnnotations;
using RingRift.GpuWorker.Inference;
using RingRift.GpuWorker.Jobs;
using RingRift.GpuWorker.Training;

namespace RingRift.GpuWorker.Tests.Training;

public sealed class TrainingOptionsTests
{
    [Fact]
    public void Should_make_steps_from_rows_within_their_bounds()
    {
        var options = new TrainingOptions { BatchSize = 100, Epochs = 2, MinSteps = 10, MaxSteps = 50 };

        Assert.Equal([10, 20, 50], new[] { 1, 1000, 1_000_000 }.Select(options.StepsFor));
    }

    [Fact]
    public void Should_accept_the_defaults()
    {
        Assert.Empty(Errors(new TrainingOptions()));
        Assert.Empty(Errors(new SelfPlayJobOptions()));
        Assert.Empty(Errors(new WorkerOptions()));
    }

    [Fact]
    public void Should_refuse_values_that_contradict_one_another()
    {
        Assert.Contains(
            "MinSteps 20 is above MaxSteps 10", Assert.Single(Errors(new TrainingOptions { MinSteps = 20, MaxSteps = 10 })),
            StringComparison.Ordinal);
        Assert.Contains(
            "FastVisits 9 is above FullVisits 8", Assert.Single(Errors(new SelfPlayJobOptions { FullVisits = 8, FastVisits = 9 })),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Should_raise_the_learning_rate_to_its_peak_and_lower_it_to_its_end()
    {
        var options = new TrainingOptions { LearningRate = 1, FinalLearningRateShare = 0.1, WarmupShare = 0.1 };
        var rates = Enumerable.Range(0, 100).Select(step => LearningRateSchedule.At(step, 100, options)).ToList();

        Assert.Equal(0.1, rates[0], 6);
        Assert.Equal(1, rates[9], 6);
        Assert.Equal(0.1, rates[^1], 6);
        Assert.Equal(rates[..10].Order(), rates[..10]);
        Assert.Equal(rates[10..].OrderDescending(), rates[10..]);
    }

    private static List<string> Errors(object options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return [.. results.Select(result => result.ErrorMessage!)];
    }
}
