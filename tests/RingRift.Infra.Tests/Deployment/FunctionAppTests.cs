using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RingRift.Infra.Tests.Deployment;

[Collection(DeploymentCollection.Name)]
[Trait("Category", "Slow")]
public sealed partial class FunctionAppTests(DeploymentFixture deployment)
{
    // Flex Consumption refuses or ignores what other plans take ("Flex Consumption plan deprecations" of the reference of app settings).
    private static readonly string[] NotOnFlex =
    [
        "AzureWebJobsStorage", "ENABLE_ORYX_BUILD", "FUNCTIONS_EXTENSION_VERSION", "FUNCTIONS_WORKER_PROCESS_COUNT", "FUNCTIONS_WORKER_RUNTIME",
        "FUNCTIONS_WORKER_RUNTIME_VERSION", "SCM_DO_BUILD_DURING_DEPLOYMENT", "TZ", "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING", "WEBSITE_CONTENTSHARE",
        "WEBSITE_MAX_DYNAMIC_APPLICATION_SCALE_OUT", "WEBSITE_RUN_FROM_PACKAGE", "WEBSITE_TIME_ZONE", "WEBSITE_USE_PLACEHOLDER_DOTNETISOLATED",
    ];

    // Others, such as ftpsState, linuxFxVersion or alwaysOn, end a deployment to Flex Consumption with error 51021.
    private static readonly string[] SiteConfig = ["http20Enabled", "minTlsVersion", "scmMinTlsVersion"];

    public static TheoryData<string> Environments => ["dev", "prod"];

    [Theory]
    [MemberData(nameof(Environments))]
    public void Should_be_net_10_isolated_on_flex_consumption(string environment)
    {
        var app = App(environment);
        Assert.Equal(("dotnet-isolated", "10.0"), (app.Text("properties.functionAppConfig.runtime.name"), app.Text("properties.functionAppConfig.runtime.version")));
        var plan = deployment.Environments[environment].Of("Microsoft.Web/serverfarms").Single();
        Assert.Equal(("FC1", "FlexConsumption", true), (plan.Text("sku.name"), plan.Text("sku.tier"), plan.Flag("properties.reserved")));
        Assert.Equal(plan.Id, app.Text("properties.serverFarmId"));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public void Should_take_its_code_from_a_container_of_its_account_with_its_identity(string environment)
    {
        var app = App(environment);
        var account = deployment.Environments[environment].Of("Microsoft.Storage/storageAccounts").Single().Name;
        // Only the domain of the cloud is left to work out.
        var address = DeploymentStorage().Match(app.Text("properties.functionAppConfig.deployment.storage.value")!);
        Assert.Equal(account, address.Groups["account"].Value);
        Assert.Contains(
            address.Groups["container"].Value,
            deployment.Environments[environment].Of("Microsoft.Storage/storageAccounts/blobServices/containers").Select(one => one.Name));
        Assert.Equal(
            Assert.Single(app.At("identity.userAssignedIdentities")!.AsObject()).Key,
            app.Text("properties.functionAppConfig.deployment.storage.authentication.userAssignedIdentityResourceId"));
    }

    [Theory]
    [InlineData("dev", 0)]
    [InlineData("prod", 1)]
    public void Should_keep_as_many_instances_ready_as_the_parameters_say(string environment, int ready) => Assert.Equal(
        ready, App(environment).At("properties.functionAppConfig.scaleAndConcurrency.alwaysReady")!.AsArray().Sum(group => Instances(group!)));

    [Theory]
    [MemberData(nameof(Environments))]
    public void Should_have_no_setting_that_flex_consumption_does_not_take(string environment)
    {
        var settings = deployment.Environments[environment].Of("Microsoft.Web/sites/config").Single(config => config.Name == "appsettings").At("properties")!.AsObject();
        Assert.NotEmpty(settings);
        Assert.Empty(settings.Select(setting => setting.Key).Intersect(NotOnFlex, StringComparer.OrdinalIgnoreCase));
        Assert.Equal(SiteConfig, App(environment).At("properties.siteConfig")!.AsObject().Select(property => property.Key).Order(StringComparer.Ordinal));
    }

    private static int Instances(JsonNode group)
    {
        Assert.Equal("http", (string?)group["name"]);
        return (int)group["instanceCount"]!;
    }

    private Resource App(string environment) => deployment.Environments[environment].Of("Microsoft.Web/sites").Single();

    [GeneratedRegex("^.format[(]'https://[{]0[}][.]blob[.][{]1[}]/[{]2[}]', '(?<account>[a-z0-9]+)', environment[(][)][.]suffixes[.]storage, '(?<container>[a-z-]+)'[)].$")]
    private static partial Regex DeploymentStorage();
}
