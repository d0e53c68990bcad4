using Azure;
using Azure.Core;
using Azure.ResourceManager;
using RingRift.Azure.ScaleSets;
using RingRift.Azure.Scaling;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Operations.Scaling;

namespace RingRift.Azure.Tests.Scaling;

/// <summary>The real client of Azure Resource Manager against a fake service: two scale sets of 1,000 machines.</summary>
public sealed class ScaleSetWorkerPoolTests : WorkerPoolCompliance
{
    private const string Group =
        "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/ringrift/providers/Microsoft.Compute/virtualMachineScaleSets/";
    private const string First = Group + "selfplay-1";
    private const string Second = Group + "selfplay-2";

    private readonly FakeResourceManager _service = new();

    public ScaleSetWorkerPoolTests()
    {
        _service.Add(First);
        _service.Add(Second);
        var options = ScaleSetClient.Versioned(new ArmClientOptions());
        (options.Transport, options.Retry.MaxRetries) = (_service, 0);
        Pool = new ScaleSetWorkerPool(
            new ArmClient(new NoCredential(), "00000000-0000-0000-0000-000000000001", options), WorkKind.SelfPlay,
            [new(First), new(Second)]);
    }

    protected override IWorkerPool Pool { get; }

    protected override int Most => 2000;

    [Fact]
    public async Task When_one_set_is_full_should_use_the_next_and_touch_only_what_changes()
    {
        await Pool.SetAsync(1200, default);
        Assert.Equal((1000, 200), (_service.CapacityOf(First), _service.CapacityOf(Second)));
        _service.Requests.Clear();
        await Pool.SetAsync(1100, default);
        Assert.Equal((1000, 100), (_service.CapacityOf(First), _service.CapacityOf(Second)));
        Assert.Single(_service.Requests, request => request.StartsWith("PATCH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_machines_are_protected_should_keep_them_on_scale_in_and_end_them_on_a_stop()
    {
        await Pool.SetAsync(3, default);
        _service.Protected.UnionWith(_service.MachinesOf(First));
        await Pool.SetAsync(1, default);
        Assert.Equal(3, _service.MachinesOf(First).Count);
        await Pool.StopAsync(default);
        Assert.Empty(_service.MachinesOf(First));
        Assert.Equal(0, _service.CapacityOf(First));
    }

    [Fact]
    public async Task When_machines_cannot_be_deleted_should_keep_the_capacity_so_that_the_next_look_stops_again()
    {
        await Pool.SetAsync(3, default);
        _service.Refused["POST"] = 409;
        await Assert.ThrowsAsync<RequestFailedException>(() => Pool.StopAsync(default));
        Assert.Equal(3, await Pool.ReadAsync(default));
        _service.Refused.Clear();
        await Pool.StopAsync(default);
        Assert.Equal(0, await Pool.ReadAsync(default));
    }

    [Fact]
    public async Task When_the_region_has_no_machines_should_fail_with_what_the_service_says()
    {
        _service.Refused["PATCH"] = 409;
        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => Pool.SetAsync(3, default));
        Assert.Contains("no capacity in this region", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_ask_for_a_version_that_knows_machines_of_flexible_scale_sets()
    {
        await Pool.SetAsync(1, default);
        await Pool.StopAsync(default);
        Assert.All(_service.Requests, request => Assert.EndsWith("api-version=2024-07-01", request, StringComparison.Ordinal));
        Assert.Equal(["GET", "PATCH", "POST"], _service.Requests.Select(request => request.Split(' ')[0]).Distinct().Order());
    }

    private sealed class NoCredential : TokenCredential
    {
        private static readonly AccessToken Token = new("token", DateTimeOffset.MaxValue);

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => Token;

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(Token);
    }
}
