using System.Globalization;
using System.Text.RegularExpressions;
using RingRift.Simulation.Inputs;

namespace RingRift.Simulation.Tests;

/// <summary>What the simulation says is deployed is what is deployed.</summary>
public sealed class DeploymentTests
{
    public static TheoryData<string> Names => [.. Deployment.All.Select(deployment => deployment.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Should_be_as_the_parameters_of_the_environment(string name)
    {
        var (deployment, text) = (Deployment.All.Single(one => one.Name == name), Repository.Read($"infra/environments/{name}.bicepparam"));
        Assert.Equal(deployment.FunctionGb * 1024, Number(text, "instanceMemoryMB"));
        Assert.Equal(deployment.FunctionInstances, Number(text, "maximumInstanceCount"));
        Assert.Equal(deployment.AlwaysReady, Number(text, "alwaysReady"));
        Assert.Equal(deployment.TelemetryGb, Number(text, "dailyTelemetryGb"));
        Assert.Contains($"param registrySku = '{deployment.Registry}'", text, StringComparison.Ordinal);
        Assert.Contains("vmSize: 'Standard_NC4as_T4_v3'", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Should_fit_into_the_memory_of_a_region(string name)
    {
        var deployment = Deployment.All.Single(one => one.Name == name);
        Assert.InRange(deployment.FunctionInstances * deployment.FunctionGb * 1024, 0, new ServiceLimits().FunctionMemoryMb);
    }

    [Fact]
    public void Should_count_the_ticks_and_the_alerts_that_there_are()
    {
        Assert.Contains($"\"*/{Deployment.DaemonSeconds} * * * * *\"", Repository.Read("functions/Daemons.cs"), StringComparison.Ordinal);
        var alerts = Repository.Read("infra/modules/alerts.bicep");
        Assert.Contains("evaluationFrequency: 'PT5M'", alerts, StringComparison.Ordinal);
        Assert.Equal(Deployment.LogAlerts, Regex.Count(alerts[..alerts.IndexOf("var topicAlerts", StringComparison.Ordinal)], "(?m)^    query: "));
    }

    private static double Number(string text, string name) => double.Parse(Regex.Match(text, $@"{name}: (\d+)").Groups[1].Value, CultureInfo.InvariantCulture);
}
