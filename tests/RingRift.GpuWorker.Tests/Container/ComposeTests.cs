using System.Globalization;
using System.Text.RegularExpressions;
using RingRift.GpuWorker.Jobs;

namespace RingRift.GpuWorker.Tests.Container;

public sealed partial class ComposeTests
{
    private static readonly string Text = Repository.Read("gpu-worker/docker-compose.yml");

    [Fact]
    public void Should_leave_a_worker_more_time_than_it_takes_to_drain()
    {
        var grace = int.Parse(Grace().Match(Text).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.True(grace > new WorkerOptions().DrainSeconds, $"it is killed after {grace} s");
    }

    [Fact]
    public void Should_pin_every_image_and_invent_no_digest()
    {
        var images = Image().Matches(Text).Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(images);
        Assert.All(images, image => Assert.Matches(@"@(sha256:[0-9a-f]{64}|\$\{[A-Z_]+_DIGEST:\?.+\})$", image));
        Assert.Contains("SDK_DIGEST: ${SDK_DIGEST:?", Text, StringComparison.Ordinal);
        Assert.Contains("CUDA_DIGEST: ${CUDA_DIGEST:?", Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EventGrid__TopicEndpoint")]
    [InlineData("EventGrid__TopicKey")]
    [InlineData("AzureWebJobsStorage")]
    public void Should_join_the_stack_of_the_local_settings(string name)
    {
        var value = Regex.Match(Text, $@"{name}: (\S+)").Groups[1].Value;
        Assert.NotEmpty(value);
        Assert.Contains($"\"{name}\": \"{value}\"", Repository.Read("local.settings.json"), StringComparison.Ordinal);
    }

    [Fact]
    public void Should_listen_on_the_loopback_alone()
    {
        Assert.DoesNotContain("0.0.0.0", Text, StringComparison.Ordinal);
        Assert.Contains("Health__Address: http://127.0.0.1:8081", Text, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"stop_grace_period: (\d+)s")]
    private static partial Regex Grace();

    [GeneratedRegex(@"^\s*image: (.+)$", RegexOptions.Multiline)]
    private static partial Regex Image();
}
