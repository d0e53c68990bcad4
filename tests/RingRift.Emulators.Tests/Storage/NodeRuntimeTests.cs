using RingRift.Emulators.Storage;

namespace RingRift.Emulators.Tests.Storage;

public sealed class NodeRuntimeTests
{
    [Theory]
    [InlineData("v20.0.0")]
    [InlineData("v22.11.0")]
    public void Should_accept_node_20_and_later(string version) => NodeRuntime.Check(version);

    [Theory]
    [InlineData("v18.19.1")]
    [InlineData("")]
    [InlineData("command not found")]
    public void Should_name_the_version_it_refuses(string version)
    {
        var error = Assert.Throws<AzuriteException>(() => NodeRuntime.Check(version));
        Assert.Contains($"'{version}'", error.Message, StringComparison.Ordinal);
    }
}
