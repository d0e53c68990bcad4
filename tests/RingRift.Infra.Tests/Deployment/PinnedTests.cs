using System.Text.RegularExpressions;

namespace RingRift.Infra.Tests.Deployment;

/// <summary>What machines and containers start from is one version, the same today and tomorrow.</summary>
[Collection(DeploymentCollection.Name)]
[Trait("Category", "Slow")]
public sealed partial class PinnedTests(DeploymentFixture deployment)
{
    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public void Should_start_machines_from_one_version_of_their_image(string environment)
    {
        var sets = deployment.Environments[environment].Of("Microsoft.Compute/virtualMachineScaleSets").ToList();
        Assert.Equal(2, sets.Count);
        Assert.All(sets, set => Assert.Matches("^[0-9]+([.][0-9]+){2}$", set.Text("properties.virtualMachineProfile.storageProfile.imageReference.version")));
    }

    [Theory]
    [InlineData("gpu-worker/Dockerfile", 2)]
    [InlineData("gpu-worker/docker-compose.yml", 1)]
    public void Should_name_images_of_others_by_digest(string file, int images)
    {
        var named = ImageName().Matches(Repository.Read(file)).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(images, named.Count);
        Assert.All(named, name => Assert.Matches("@[$][{][A-Z]+_DIGEST(:[?].*)?[}]$", name));
    }

    // A line of a Dockerfile or of a compose file that names an image.
    [GeneratedRegex(@"^(?:FROM (\S+)(?: AS .+)?|\s+image: (?<1>.*[^\s]))\s*$", RegexOptions.Multiline)]
    private static partial Regex ImageName();
}
