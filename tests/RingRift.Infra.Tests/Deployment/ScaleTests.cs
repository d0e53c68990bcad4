using RingRift.Pipeline.Scaling;

namespace RingRift.Infra.Tests.Deployment;

[Collection(DeploymentCollection.Name)]
public sealed class ScaleTests(DeploymentFixture deployment)
{
    private const string ScaleSets = "Microsoft.Compute/virtualMachineScaleSets";

    public static TheoryData<string> Environments => ["dev", "prod"];

    [Theory]
    [MemberData(nameof(Environments))]
    public void Functions_should_scale_to_the_most_of_the_parameters(string environment)
    {
        var app = deployment.Environments[environment].Of("Microsoft.Web/sites").Single();
        Assert.InRange(app.Number("properties.functionAppConfig.scaleAndConcurrency.maximumInstanceCount")!.Value, 40, 1000);
        Assert.InRange(app.Number("properties.functionAppConfig.scaleAndConcurrency.instanceMemoryMB")!.Value, 2048, 4096);
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Machines_should_have_a_most_that_the_scaler_keeps_to(string environment)
    {
        var parameters = await deployment.ParametersAsync(environment);
        foreach (var pool in new[] { "selfplay", "training" })
        {
            Assert.InRange(parameters[pool]!["value"]!["maximum"]!.GetValue<int>(), 1, 1000);
        }

        var dev = deployment.Settings.Texts("functions");
        Assert.All(WorkKinds.All, kind => Assert.InRange(int.Parse(dev[$"Scaler__{kind}__Maximum"]), 1, 1000));
        Assert.InRange(double.Parse(dev["Scaler__DailyGpuHours"]), 1, 48_000);
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task A_day_at_the_most_should_not_fit_the_budget_of_gpu_hours_by_itself(string environment)
    {
        // A limit above what all machines can use in a day would be none.
        var parameters = await deployment.ParametersAsync(environment);
        var machines = new[] { "selfplay", "training" }.Sum(pool => parameters[pool]!["value"]!["maximum"]!.GetValue<int>() * parameters[pool]!["value"]!["gpus"]!.GetValue<int>());
        Assert.InRange(parameters["limits"]!["value"]!["dailyGpuHours"]!.GetValue<int>(), 1, 24 * machines - 1);
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public void A_new_scale_set_should_have_no_machine(string environment) =>
        Assert.All(deployment.Environments[environment].Of(ScaleSets), set => Assert.Equal(0, set.Number("sku.capacity")));

    [Fact]
    public void Self_play_should_be_spot_and_training_regular() => Assert.Equal(
        ["vmss-ringrift-dev-selfplay: Spot, Delete", "vmss-ringrift-dev-training: Regular, "],
        deployment.Dev.Of(ScaleSets).Select(set =>
            $"{set.Name}: {set.Text("properties.virtualMachineProfile.priority")}, {set.Text("properties.virtualMachineProfile.evictionPolicy")}").Order(StringComparer.Ordinal));

    [Fact]
    public void Spot_should_have_a_price_and_regular_machines_notice_of_their_end()
    {
        var sets = deployment.Dev.Of(ScaleSets).ToDictionary(set => set.Name);
        Assert.NotNull(sets["vmss-ringrift-dev-selfplay"].At("properties.virtualMachineProfile.billingProfile.maxPrice"));
        Assert.Null(sets["vmss-ringrift-dev-selfplay"].At("properties.virtualMachineProfile.scheduledEventsProfile"));
        Assert.True(sets["vmss-ringrift-dev-training"].Flag("properties.virtualMachineProfile.scheduledEventsProfile.terminateNotificationProfile.enable"));
    }

    [Fact]
    public void Before_there_is_an_image_there_should_be_no_machine_and_nothing_to_scale()
    {
        Assert.Empty(deployment.WithoutImage.Resources.Where(resource => resource.Type.StartsWith("Microsoft.Compute/", StringComparison.Ordinal)));
        Assert.DoesNotContain("virtualMachineScaleSets", deployment.WithoutImage.Text, StringComparison.Ordinal);
        Assert.NotEmpty(deployment.WithoutImage.Of("Microsoft.ContainerRegistry/registries"));
    }

    [Fact]
    public void Telemetry_should_have_a_most_for_each_day() =>
        Assert.InRange(deployment.Dev.Of("Microsoft.OperationalInsights/workspaces").Single().Number("properties.workspaceCapping.dailyQuotaGb")!.Value, 1, 500);

    [Theory]
    [MemberData(nameof(Environments))]
    public void People_should_be_told_of_the_money_before_it_is_spent(string environment)
    {
        var budget = deployment.Environments[environment].Of("Microsoft.Consumption/budgets").Single();
        Assert.True(budget.Number("properties.amount") > 0);
        var told = budget.At("properties.notifications")!.AsObject().Select(pair => pair.Value!).ToList();
        Assert.Contains(told, notification => notification["thresholdType"]!.GetValue<string>() == "Actual" && notification["threshold"]!.GetValue<int>() < 100);
        Assert.All(told, notification => Assert.NotEmpty(notification["contactEmails"]!.AsArray()));
    }
}
