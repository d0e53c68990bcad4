using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RingRift.InMemory;
using RingRift.Pipeline.Champions.Pool;
using RingRift.Pipeline.Champions.Regression;

namespace RingRift.Pipeline.Tests.Champions.Pool;

public sealed class OpponentPoolOptionsTests
{
    [Theory]
    [InlineData("Capacity", "0")]
    [InlineData("ResultIterations", "0")]
    [InlineData("Decay", "1.01")]
    [InlineData("PriorGames", "0")]
    [InlineData("TargetWinRate", "-0.1")]
    [InlineData("Epsilon", "1.1")]
    public void When_a_value_is_out_of_range_should_refuse_naming_it(string name, string value)
    {
        using var services = Services($"{OpponentPoolOptions.Section}:{name}", value);
        Assert.Contains(
            name, Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<OpponentPoolOptions>()).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MinorElo", "35")]
    [InlineData("ModerateElo", "50")]
    [InlineData("SevereElo", "10")]
    [InlineData("CriticalElo", "50")]
    [InlineData("Confidence", "1")]
    [InlineData("Lookback", "0")]
    public void When_limits_of_regressions_are_wrong_or_not_in_order_should_refuse_naming_them(string name, string value)
    {
        using var services = Services($"{RegressionOptions.Section}:{name}", value);
        Assert.Contains(
            name, Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<RegressionOptions>()).Message,
            StringComparison.Ordinal);
    }

    private static ServiceProvider Services(string name, string value) => new ServiceCollection().AddLogging().AddInMemoryPipeline()
        .AddPipeline(
            new ConfigurationBuilder().AddInMemoryCollection(
                new Dictionary<string, string?> { [name] = value }).Build()).BuildServiceProvider();
}
