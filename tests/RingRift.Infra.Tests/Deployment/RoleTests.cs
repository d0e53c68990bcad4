using System.Text.RegularExpressions;
using RingRift.Azure.Topology;
using RingRift.Eventing.Artifacts;
using RingRift.Pipeline.Jobs;

namespace RingRift.Infra.Tests.Deployment;

[Collection(DeploymentCollection.Name)]
[Trait("Category", "Slow")]
public sealed partial class RoleTests(DeploymentFixture deployment)
{
    private const string Assignments = "Microsoft.Authorization/roleAssignments";
    private const string Definitions = "Microsoft.Authorization/roleDefinitions";

    private static readonly Dictionary<string, string> BuiltIn = new()
    {
        ["7f951dda-4ed3-4680-a7ca-43fe172d538d"] = "AcrPull",
        ["d5a91429-5739-47e2-a06b-3470a27159e7"] = "EventGrid Data Sender",
        ["f1a07417-d97a-45cb-824c-7a7467783830"] = "Managed Identity Operator",
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "Monitoring Metrics Publisher",
        ["ba92f5b4-2d11-453d-a403-e96b0029c9fe"] = "Storage Blob Data Contributor",
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = "Storage Blob Data Owner",
        ["974c5e8b-45b9-4653-ba55-5f855dd0fb88"] = "Storage Queue Data Contributor",
        ["c6a89b2d-59bc-44d0-9896-0f6e12d7b80a"] = "Storage Queue Data Message Sender",
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = "Storage Table Data Contributor",
    };

    private Resource[] All => [.. deployment.Dev.Of(Assignments)];

    [Fact]
    public void Should_give_functions_these_roles_and_no_others() => Assert.Equal(
        [
            "account: Storage Blob Data Owner",
            "account: Storage Queue Data Contributor",
            "account: Storage Table Data Contributor",
            "id-ringrift-dev-selfplay: Managed Identity Operator",
            "id-ringrift-dev-training: Managed Identity Operator",
            "insights: Monitoring Metrics Publisher",
            "topic: EventGrid Data Sender",
            "vmss-ringrift-dev-selfplay: RingRift scaler",
            "vmss-ringrift-dev-training: RingRift scaler",
            "workers: RingRift subnet joiner",
        ],
        RolesOf("functions"));

    [Theory]
    [InlineData("selfplay", JobQueues.Selfplay, new[] { ArtifactKind.Model, ArtifactKind.Games, ArtifactKind.Checkpoint })]
    [InlineData("training", JobQueues.Training, new[] { ArtifactKind.Model, ArtifactKind.Samples, ArtifactKind.Checkpoint })]
    public void Should_give_workers_the_roles_of_their_work_and_no_others(string worker, string queue, ArtifactKind[] artifacts) => Assert.Equal(
        new[]
        {
            "account: Storage Table Data Contributor",
            "insights: Monitoring Metrics Publisher",
            "registry: AcrPull",
            "topic: EventGrid Data Sender",
            $"vmss-ringrift-dev-{worker}: RingRift worker machine",
            $"{queue}: Storage Queue Data Contributor",
        }.Concat(artifacts.Select(kind => $"{PipelineContainers.Of(kind)}: Storage Blob Data Contributor")).Order(StringComparer.Ordinal),
        RolesOf(worker));

    [Fact]
    public void Should_let_the_topic_fill_the_queues_of_its_subscriptions_and_dead_letter_and_no_more() => Assert.Equal(
        PipelineTopology.Subscriptions.Select(route => route.Queue).OfType<string>()
            .Select(queue => $"{queue}: Storage Queue Data Message Sender")
            .Append($"{PipelineTopology.DeadLetterContainer}: Storage Blob Data Contributor").Order(StringComparer.Ordinal),
        RolesOf("delivery"));

    [Fact]
    public void Should_know_every_identity() => Assert.Equal(
        ["delivery", "functions", "selfplay", "training"],
        deployment.Dev.Of("Microsoft.ManagedIdentity/userAssignedIdentities").Select(identity => identity.Name["id-ringrift-dev-".Length..]).Order(StringComparer.Ordinal));

    [Fact]
    public void Should_give_every_role_on_one_resource() =>
        Assert.All(All, one => Assert.Contains("/providers/", one.Scope, StringComparison.Ordinal));

    [Fact]
    public void Should_give_nobody_a_role_on_a_resource_twice()
    {
        var all = All.Select(one => (PrincipalOf(one), one.Scope, one.Text("properties.roleDefinitionId"))).ToList();
        Assert.Equal(all.Count, all.Distinct().Count());
        Assert.Equal(All.Length, All.Select(one => one.Id).Distinct().Count());
    }

    [Fact]
    public void Should_name_each_action_in_roles_of_our_own()
    {
        var definitions = deployment.Dev.Of(Definitions).ToList();
        Assert.NotEmpty(definitions);
        Assert.All(definitions, role =>
        {
            var permissions = Assert.Single(role.At("properties.permissions")!.AsArray())!;
            Assert.Equal(["actions"], permissions.AsObject().Select(kind => kind.Key));
            Assert.All(permissions["actions"]!.AsArray(), action => Assert.Matches("^Microsoft[.][A-Za-z]+(/[A-Za-z]+)+$", action!.GetValue<string>()));
            Assert.All(role.At("properties.assignableScopes")!.AsArray(), scope => Assert.EndsWith("/resourceGroups/rg-ringrift-dev", scope!.GetValue<string>(), StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Should_allow_a_worker_to_protect_its_machine_and_give_it_back() =>
        Assert.Equal(
            ["delete/action", "virtualMachines/read", "virtualMachines/write"],
            Assert.Single(deployment.Dev.Of(Definitions), role => RoleName(role) == "RingRift worker machine").At("properties.permissions")!.AsArray()[0]!["actions"]!.AsArray()
                .Select(action => action!.GetValue<string>().Replace("Microsoft.Compute/virtualMachineScaleSets/", string.Empty, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal));

    [Fact]
    public void Should_allow_the_scaler_to_set_a_capacity_and_end_machines() =>
        Assert.Equal(
            ["delete/action", "read", "virtualMachines/read", "write"],
            Assert.Single(deployment.Dev.Of(Definitions), role => RoleName(role) == "RingRift scaler").At("properties.permissions")!.AsArray()[0]!["actions"]!.AsArray()
                .Select(action => action!.GetValue<string>().Replace("Microsoft.Compute/virtualMachineScaleSets/", string.Empty, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal));

    [Fact]
    public void Should_give_the_same_roles_in_every_environment() => Assert.Equal(
        All.Select(one => Describe(one)).Order(StringComparer.Ordinal),
        deployment.Environments["prod"].Of(Assignments).Select(one => Describe(one).Replace("-prod", "-dev", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    private string[] RolesOf(string identity) =>
        [.. All.Where(one => PrincipalOf(one).EndsWith($"-{identity}", StringComparison.Ordinal)).Select(Describe).Order(StringComparer.Ordinal)];

    private string Describe(Resource assignment) => $"{PlaceOf(assignment)}: {RoleOf(assignment)}";

    private static string PlaceOf(Resource assignment) => assignment.Scope.Split('/') switch
    {
        [.., "storageAccounts", _] => "account",
        [.., "topics", _] => "topic",
        [.., "registries", _] => "registry",
        [.., "components", _] => "insights",
        [.., var name] => name,
        [] => string.Empty,
    };

    private string RoleOf(Resource assignment)
    {
        var id = assignment.Text("properties.roleDefinitionId")!.Trim('[', ']', '\'').Split('/')[^1];
        if (BuiltIn.TryGetValue(id, out var name))
        {
            return name;
        }

        var definitions = deployment.Environments.Values.SelectMany(environment => environment.Of(Definitions));
        return RoleName(definitions.FirstOrDefault(role => role.Name == id) ?? throw new KeyNotFoundException($"'{id}' must be a built-in role of the list, or one of our own"));
    }

    private static string RoleName(Resource role) => role.Text("properties.roleName")!.Split(" (")[0];

    /// <summary>The identity whose principal an assignment names; the principal itself is known only after a deployment.</summary>
    private static string PrincipalOf(Resource assignment) => Identity().Match(assignment.Text("properties.principalId")!) is { Success: true } match
        ? match.Groups[1].Value
        : throw new InvalidDataException($"{assignment.Text("properties.principalId")} must be the principal of an identity of the deployment");

    [GeneratedRegex(@"^\[reference\('[^']*/userAssignedIdentities/([a-z-]+)'.*\.principalId\]$")]
    private static partial Regex Identity();
}
