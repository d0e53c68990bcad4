using System.Text.RegularExpressions;

namespace RingRift.Infra.Tests.Deployment;

[Collection(DeploymentCollection.Name)]
[Trait("Category", "Slow")]
public sealed partial class SecurityTests(DeploymentFixture deployment)
{
    // Resources that need no tags: parts of others, and those that cannot have any.
    private static readonly string[] Untagged =
    [
        "Microsoft.Authorization/roleAssignments", "Microsoft.Authorization/roleDefinitions", "Microsoft.Consumption/budgets", "Microsoft.Insights/diagnosticSettings",
    ];

    private static readonly Dictionary<string, (string Path, object Value)[]> Required = new()
    {
        ["Microsoft.Storage/storageAccounts"] =
        [
            ("properties.allowSharedKeyAccess", false), ("properties.allowBlobPublicAccess", false), ("properties.minimumTlsVersion", "TLS1_2"),
            ("properties.supportsHttpsTrafficOnly", true), ("properties.isLocalUserEnabled", false),
        ],
        ["Microsoft.EventGrid/topics"] =
        [
            ("properties.disableLocalAuth", true), ("properties.inputSchema", "CloudEventSchemaV1_0"), ("properties.minimumTlsVersionAllowed", "1.2"),
        ],
        ["Microsoft.OperationalInsights/workspaces"] = [("properties.features.disableLocalAuth", true)],
        ["Microsoft.Insights/components"] = [("properties.DisableLocalAuth", true)],
        ["Microsoft.ContainerRegistry/registries"] = [("properties.adminUserEnabled", false), ("properties.anonymousPullEnabled", false)],
        ["Microsoft.Web/sites"] =
        [
            ("properties.httpsOnly", true), ("properties.siteConfig.minTlsVersion", "1.2"), ("properties.siteConfig.scmMinTlsVersion", "1.2"),
            ("properties.functionAppConfig.deployment.storage.authentication.type", "UserAssignedIdentity"),
        ],
        ["Microsoft.Web/sites/basicPublishingCredentialsPolicies"] = [("properties.allow", false)],
        ["Microsoft.Compute/virtualMachineScaleSets"] = [("properties.virtualMachineProfile.osProfile.linuxConfiguration.disablePasswordAuthentication", true)],
    };

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var type in Required.Keys)
            {
                cases.Add("dev", type);
                cases.Add("prod", type);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Should_let_nobody_in_by_key_and_refuse_old_tls(string environment, string type)
    {
        var resources = deployment.Environments[environment].Of(type).ToList();
        Assert.NotEmpty(resources);
        Assert.All(resources, resource => Assert.All(Required[type], rule => Assert.Equal($"{rule.Path}: {rule.Value}", $"{rule.Path}: {Value(resource, rule.Path)}")));
    }

    [Fact]
    public void Should_have_basic_credentials_off_for_ftp_and_for_the_deployment_site() => Assert.Equal(
        ["ftp", "scm"], deployment.Dev.Of("Microsoft.Web/sites/basicPublishingCredentialsPolicies").Select(policy => policy.Name).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public void Should_ask_for_no_key_and_hand_none_on(string environment) =>
        Assert.DoesNotMatch(Keys(), deployment.Environments[environment].Text + deployment.Endpoints.Text);

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public void Should_say_of_every_resource_whose_it_is(string environment)
    {
        var resources = deployment.Environments[environment].Resources.Where(resource => resource.Type.Count(letter => letter == '/') == 1 && !Untagged.Contains(resource.Type)).ToList();
        Assert.True(resources.Count > 15, "the snapshot lacks resources");
        Assert.All(resources, resource => Assert.Equal(("ringrift", environment), (resource.Text("tags.application"), resource.Text("tags.environment"))));
    }

    [Fact]
    public void Should_let_nobody_into_the_network_of_the_workers()
    {
        var rule = Assert.Single(deployment.Dev.Of("Microsoft.Network/networkSecurityGroups").Single().At("properties.securityRules")!.AsArray())!["properties"]!;
        Assert.Equal(
            ("Inbound", "Deny", "*", "*"),
            ((string?)rule["direction"], (string?)rule["access"], (string?)rule["sourceAddressPrefix"], (string?)rule["destinationPortRange"]));
        var subnet = Assert.Single(deployment.Dev.Of("Microsoft.Network/virtualNetworks").Single().At("properties.subnets")!.AsArray())!["properties"]!;
        Assert.NotNull(subnet["networkSecurityGroup"]);
        Assert.False(subnet["defaultOutboundAccess"]!.GetValue<bool>());
    }

    private static object? Value(Resource resource, string path) => resource.At(path) switch
    {
        null => null,
        var node when node.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False => node.GetValue<bool>(),
        var node => node.ToString(),
    };

    [GeneratedRegex(@"listKeys\(|listAccountSas\(|listServiceSas\(|list\w*Secrets?\(|AccountKey=|SharedAccessSignature|aeg-sas|adminPassword", RegexOptions.IgnoreCase)]
    private static partial Regex Keys();
}
