using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RingRift.Eventing.Artifacts;
using RingRift.InMemory;
using RingRift.Pipeline.Operations.Retention;

namespace RingRift.Pipeline.Tests.Operations.Retention;

public sealed class RetentionOptionsTests
{
    [Fact]
    public void When_nothing_is_set_should_keep_everything_for_a_month()
    {
        var options = new RetentionOptions();
        Assert.True(options.Enabled);
        Assert.All(Enum.GetValues<ArtifactKind>(), kind => Assert.Equal(TimeSpan.FromDays(30), options.Of(kind)));
        Assert.Throws<ArgumentOutOfRangeException>(() => options.Of((ArtifactKind)99));
    }

    [Fact]
    public void When_kinds_are_kept_for_different_times_should_tell_them_apart()
    {
        var days = 1;
        var options = new RetentionOptions
        {
            Games = TimeSpan.FromDays(days++),
            Manifests = TimeSpan.FromDays(days++),
            Samples = TimeSpan.FromDays(days++),
            Models = TimeSpan.FromDays(days++),
            Checkpoints = TimeSpan.FromDays(days),
        };
        Assert.Equal([1, 2, 3, 4, 5], Enum.GetValues<ArtifactKind>().Select(kind => options.Of(kind).Days));
    }

    [Theory]
    [InlineData("Retention:Inbox", "29.00:00:00", "Retention:Inbox")]
    [InlineData("Retention:Jobs", "29.00:00:00", "Retention:Jobs")]
    [InlineData("EventLog:Retention", "60.00:00:00", "60.00:00:00")]
    [InlineData("Retention:Games", "00:30:00", "Games")]
    public void When_a_time_breaks_a_rule_should_refuse_to_start_naming_it(string setting, string value, string named)
    {
        using var services = Services((setting, value));
        var error = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void When_inboxes_and_jobs_are_kept_as_long_as_the_log_should_start()
    {
        using var services = Services(
            ("EventLog:Retention", "60.00:00:00"), ("Retention:Inbox", "60.00:00:00"), ("Retention:Jobs", "61.00:00:00"));
        services.GetRequiredService<IStartupValidator>().Validate();
        Assert.Equal(61, services.GetRequiredService<RetentionOptions>().Jobs.Days);
    }

    private static ServiceProvider Services(params (string Name, string Value)[] settings) => new ServiceCollection()
        .AddLogging()
        .AddInMemoryPipeline()
        .AddPipeline(
            new ConfigurationBuilder().AddInMemoryCollection(
                settings.Select(one => KeyValuePair.Create(one.Name, (string?)one.Value))).Build())
        .BuildServiceProvider();
}
