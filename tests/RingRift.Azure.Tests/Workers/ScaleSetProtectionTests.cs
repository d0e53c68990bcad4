using System.ComponentModel.DataAnnotations;
using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.ResourceManager;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Azure.ScaleSets;
using RingRift.Azure.Workers;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Jobs;

namespace RingRift.Azure.Tests.Workers;

public sealed class ScaleSetProtectionTests : ScaleInProtectionCompliance
{
    private readonly FakeScaleSet _set = new("workers_0", "workers_1");

    protected override IScaleInProtection Protection => field ??= new ScaleSetProtection(
        new ArmClient(
            new NoCredential(), null, ScaleSetClient.Versioned(new ArmClientOptions { Transport = new HttpClientTransport(_set) })),
        new ResourceIdentifier(FakeScaleSet.Id));

    [Fact]
    public async Task Should_change_the_policy_alone_in_a_version_that_knows_flexible_sets()
    {
        await Protection.SetAsync("workers_0", true, default);
        var put = Assert.Single(_set.Puts);
        Assert.True(put["properties"]!["protectionPolicy"]!["protectFromScaleIn"]!.GetValue<bool>());
        Assert.Equal(("westeurope", "yes"), (put["location"]!.GetValue<string>(), put["tags"]!["kept"]!.GetValue<string>()));
        Assert.All(_set.Versions, version => Assert.True(string.CompareOrdinal(version, "2023-09-01") >= 0, version));
    }

    [Fact]
    public async Task When_it_is_already_so_should_change_nothing()
    {
        await Protection.SetAsync("workers_0", false, default);
        await Protection.SetAsync("workers_0", true, default);
        await Protection.SetAsync("workers_0", true, default);
        Assert.Single(_set.Puts);
    }

    [Fact]
    public async Task When_it_is_refused_should_say_why()
    {
        _set.Refusal = HttpStatusCode.Forbidden;
        var error = await Assert.ThrowsAsync<ScaleInProtectionException>(() => Protection.SetAsync("workers_0", true, default));
        Assert.Equal("scale-in protection of instance 'workers_0': 403 AuthorizationFailed", error.Message);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData(FakeScaleSet.Id, true)]
    [InlineData("workers", false)]
    [InlineData("/subscriptions/1/resourceGroups/games/providers/Microsoft.Compute/virtualMachines/workers", false)]
    [InlineData(FakeScaleSet.Id + "/virtualMachines/workers_0", false)]
    public void Should_take_the_id_of_a_scale_set_or_none(string id, bool isValid)
    {
        var options = new WorkerScaleSetOptions { ResourceId = id };
        var errors = new List<ValidationResult>();
        Assert.Equal(isValid, Validator.TryValidateObject(options, new ValidationContext(options), errors, validateAllProperties: true));
        Assert.All(errors, error => Assert.Contains($"ScaleSet:ResourceId '{id}'", error.ErrorMessage, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData(FakeScaleSet.Id, true)]
    public void Should_be_there_only_where_a_set_is_configured(string id, bool isThere)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { ["ScaleSet:ResourceId"] = id }).Build();
        using var services = new ServiceCollection().AddSingleton<TokenCredential, NoCredential>()
            .AddScaleInProtection(settings).BuildServiceProvider();
        Assert.Equal(isThere, services.GetService<IScaleInProtection>() is ScaleSetProtection);
    }

    private sealed class NoCredential : TokenCredential
    {
        private static readonly AccessToken Token = new("token", DateTimeOffset.MaxValue);

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => Token;

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(Token);
    }
}
