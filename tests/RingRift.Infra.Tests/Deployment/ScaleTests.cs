using System.Globalization;
using RingRift.Infra.Bicep;
using RingRift.Pipeline.Operations.Scaling;

namespace RingRift.Infra.Tests.Deployment;

[Collection(DeploymentCollection.Name)]
[Trait("Category", "Slow")]
public sealed class ScaleTests(DeploymentFixture deployment)
{
    private const string ScaleSets = "Microsoft.Compute/virtualMachineScaleSets";

    public static TheoryData<string> Environments => ["dev", "prod"];

    [Theory]
    [MemberData(nameof(Environments))]
    public void Should_scale_functions_to_the_most_of_the_parameters(string environment)
    {
        var app = deployment.Environments[environment].Of("Microsoft.Web/sites").Single();
        Assert.InRange(app.Number("properties.functionAppConfig.scaleAndConcurrency.maximumInstanceCount")!.Value, 40, 1000);
        Assert.InRange(app.Number("properties.functionAppConfig.scaleAndConcurrency.instanceMemoryMB")!.Value, 2048, 4096);
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public void Should_have_a_most_of_machines_that_the_scaler_keeps_to(string environment) =>
        Assert.All(WorkKinds.All, kind => Assert.InRange(Setting(environment, $"Scaler__{WorkKinds.SettingOf(kind)}__Maximum"), 1, 1000));

    [Theory]
    [MemberData(nameof(Environments))]
    public void Should_not_fit_a_day_of_all_machines_into_the_gpu_hours_of_a_day(string environment)
    {
        // A limit above what all machines can use in a day would be none.
        var gpus = WorkKinds.All.Select(WorkKinds.SettingOf)
            .Sum(kind => Setting(environment, $"Scaler__{kind}__Maximum") * Setting(environment, $"Scaler__{kind}__GpusPerWorker"));
        Assert.InRange(Setting(environment, "Scaler__DailyGpuHours"), 1, 24 * gpus - 1);
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public void When_a_scale_set_is_new_should_have_no_machine(string environment) =>
        Assert.All(deployment.Environments[environment].Of(ScaleSets), set => Assert.Equal(0, set.Number("sku.capacity")));

    [Fact]
    public void Should_use_spot_for_self_play_and_regular_for_training() => Assert.Equal(
        ["vmss-ringrift-dev-selfplay: Spot, Delete", "vmss-ringrift-dev-training: Regular, "],
        deployment.Dev.Of(ScaleSets).Select(set =>
            $"{set.Name}: {set.Text("properties.virtualMachineProfile.priority")}, {set.Text("properties.virtualMachineProfile.evictionPolicy")}").Order(StringComparer.Ordinal));

    [Fact]
    public void Should_have_a_price_for_spot_and_notice_of_the_end_for_regular_machines()
    {
        var sets = deployment.Dev.Of(ScaleSets).ToDictionary(set => set.Name);
        Assert.NotNull(sets["vmss-ringrift-dev-selfplay"].At("properties.virtualMachineProfile.billingProfile.maxPrice"));
        Assert.Null(sets["vmss-ringrift-dev-selfplay"].At("properties.virtualMachineProfile.scheduledEventsProfile"));
        Assert.True(sets["vmss-ringrift-dev-training"].Flag("properties.virtualMachineProfile.scheduledEventsProfile.terminateNotificationProfile.enable"));
    }

    [Fact]
    public void When_there_is_no_image_yet_should_have_no_machine_and_nothing_to_scale()
    {
        Assert.DoesNotContain(deployment.WithoutImage.Resources, resource => resource.Type.StartsWith("Microsoft.Compute/", StringComparison.Ordinal));
        Assert.DoesNotContain("ScaleSets__0", deployment.WithoutImage.Text, StringComparison.Ordinal);
        Assert.NotEmpty(deployment.WithoutImage.Of("Microsoft.ContainerRegistry/registries"));
    }

    // The service refuses subscriptions whose roles it does not know yet: the time in which the image is built lets them become known.
    [Fact]
    public void When_there_is_no_image_yet_should_have_roles_and_no_subscription_that_needs_them()
    {
        Assert.Empty(deployment.WithoutImage.Of("Microsoft.EventGrid/topics/eventSubscriptions"));
        Assert.Equal(3, deployment.WithoutImage.Of("Microsoft.Authorization/roleDefinitions").Count());
        Assert.NotEmpty(deployment.WithoutImage.Of("Microsoft.Authorization/roleAssignments"));
    }

    [Fact]
    public void Should_keep_the_machines_there_are_up_to_the_most() => Assert.Equal(
        ["vmss-ringrift-dev-selfplay: 3", "vmss-ringrift-dev-training: 1"],
        deployment.Busy.Of(ScaleSets).Select(set => $"{set.Name}: {set.Number("sku.capacity")}").Order(StringComparer.Ordinal));

    [Fact]
    public void Should_have_a_most_of_telemetry_for_each_day() =>
        Assert.InRange(deployment.Dev.Of("Microsoft.OperationalInsights/workspaces").Single().Number("properties.workspaceCapping.dailyQuotaGb")!.Value, 1, 500);

    [Theory]
    [MemberData(nameof(Environments))]
    public void Should_tell_people_of_the_money_before_it_is_spent(string environment)
    {
        var budget = deployment.Environments[environment].Of("Microsoft.Consumption/budgets").Single();
        Assert.True(budget.Number("properties.amount") > 0);
        Assert.Equal(DeploymentVariables.Samples[DeploymentVariables.BudgetStart], budget.Text("properties.timePeriod.startDate"));
        var told = budget.At("properties.notifications")!.AsObject().Select(pair => pair.Value!).ToList();
        Assert.Contains(told, notification => notification["thresholdType"]!.GetValue<string>() == "Actual" && notification["threshold"]!.GetValue<int>() < 100);
        Assert.All(told, notification => Assert.NotEmpty(notification["contactEmails"]!.AsArray()));
    }

    private int Setting(string environment, string name) => int.Parse(
        deployment.Environments[environment].Of("Microsoft.Web/sites/config").Single(config => config.Name == "appsettings").Text($"properties.{name}")!, CultureInfo.InvariantCulture);
}
