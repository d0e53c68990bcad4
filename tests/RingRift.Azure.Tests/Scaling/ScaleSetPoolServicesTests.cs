using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RingRift.Azure.Scaling;
using RingRift.Pipeline.Operations.Scaling;

namespace RingRift.Azure.Tests.Scaling;

public sealed class ScaleSetPoolServicesTests
{
    private const string Set =
        "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/ringrift/providers/Microsoft.Compute/virtualMachineScaleSets/selfplay";

    [Fact]
    public void When_no_scale_set_is_named_should_have_no_pool()
    {
        using var services = Services();
        Assert.Empty(services.GetServices<IWorkerPool>());
    }

    [Fact]
    public void When_scale_sets_are_named_should_have_a_pool_for_their_kind()
    {
        using var services = Services(("Scaler:Selfplay:ScaleSets:0", Set), ("Scaler:Training:ScaleSets:0", ""));
        services.GetRequiredService<IStartupValidator>().Validate();
        Assert.Equal(WorkKind.SelfPlay, Assert.Single(services.GetServices<IWorkerPool>()).Kind);
    }

    [Theory]
    [InlineData("Scaler:Selfplay:ScaleSets:0", "selfplay", "'selfplay' must be the resource id of a scale set")]
    [InlineData(
        "Scaler:Training:ScaleSets:0", "/subscriptions/x/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/vm",
        "must be the resource id of a scale set")]
    [InlineData("Scaler:Training:ScaleSets:0", Set, "is named twice")]
    public void When_a_name_breaks_a_rule_should_refuse_to_start_naming_it(string setting, string value, string fault)
    {
        using var services = Services(("Scaler:Selfplay:ScaleSets:1", Set), (setting, value));
        var refused = Assert.Throws<OptionsValidationException>(services.GetRequiredService<IStartupValidator>().Validate);
        Assert.Contains(fault, refused.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Services(params (string Name, string Value)[] settings) => new ServiceCollection()
        .AddSingleton<TokenCredential>(new DefaultAzureCredential())
        .AddScaleSetPools(
            new ConfigurationBuilder().AddInMemoryCollection(
                settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build())
        .BuildServiceProvider();
}
