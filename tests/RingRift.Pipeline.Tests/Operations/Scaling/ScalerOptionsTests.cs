using System.ComponentModel.DataAnnotations;
using RingRift.Pipeline.Operations.Scaling;

namespace RingRift.Pipeline.Tests.Operations.Scaling;

public sealed class ScalerOptionsTests
{
    [Fact]
    public void Should_have_valid_defaults() => Assert.Empty(Faults(new ScalerOptions()));

    public static TheoryData<string, Action<ScalerOptions>> Wrong => new()
    {
        { "DailyGpuHours", options => options.DailyGpuHours = 0 },
        { "AlertShare", options => options.AlertShare = 1.1 },
        { "ReservedShare: 0.9 and 0.2 must not be more than 1", options => options.SelfPlay.ReservedShare = 0.9 },
        { "StopMargin: 00:20:00 must not be longer than MinimumRun 00:15:00", options => options.StopMargin = TimeSpan.FromMinutes(20) },
        { "Training: Minimum: 2 must not be more than Maximum 1", options => options.Training.Minimum = 2 },
        { "Selfplay: The field Maximum", options => options.SelfPlay.Maximum = -1 },
        { "Selfplay: The field DrainTime", options => options.SelfPlay.DrainTime = TimeSpan.Zero },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void When_a_value_breaks_a_rule_should_name_both(string named, Action<ScalerOptions> change)
    {
        var options = new ScalerOptions();
        change(options);
        Assert.Contains(Faults(options), fault => fault.Contains(named, StringComparison.Ordinal));
    }

    private static List<string> Faults(ScalerOptions options)
    {
        var faults = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true);
        return [.. faults.Select(fault => fault.ErrorMessage!)];
    }
}
