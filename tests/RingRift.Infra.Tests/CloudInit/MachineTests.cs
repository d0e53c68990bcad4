using System.Text;
using System.Text.RegularExpressions;
using RingRift.GpuWorker.CommandLine;
using RingRift.GpuWorker.Health;
using RingRift.GpuWorker.Jobs;
using RingRift.Infra.Tests.Deployment;

namespace RingRift.Infra.Tests.CloudInit;

[Collection(DeploymentCollection.Name)]
[Trait("Category", "Slow")]
public sealed partial class MachineTests(DeploymentFixture deployment)
{
    private const string ScaleSets = "Microsoft.Compute/virtualMachineScaleSets";

    private string CloudInit => deployment.Settings.Outputs["cloudInit"]!.GetValue<string>();

    [Fact]
    public void When_it_starts_the_first_time_should_have_every_file_and_no_placeholder_left()
    {
        Assert.StartsWith("#cloud-config\n", CloudInit, StringComparison.Ordinal);
        Assert.DoesNotContain("@@", CloudInit, StringComparison.Ordinal);
        Assert.Equal(
            [
                "/etc/ringrift/machine.env", "/etc/ringrift/worker.env", "/etc/systemd/system/ringrift-watch.service", "/etc/systemd/system/ringrift-watch.timer",
                "/etc/systemd/system/ringrift-worker.service", "/opt/ringrift/give-back.sh", "/opt/ringrift/start-worker.sh", "/opt/ringrift/watch-worker.sh",
            ],
            Files().Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("/opt/ringrift/start-worker.sh", "infra/cloud-init/start-worker.sh")]
    [InlineData("/opt/ringrift/give-back.sh", "infra/cloud-init/give-back.sh")]
    [InlineData("/opt/ringrift/watch-worker.sh", "infra/cloud-init/watch-worker.sh")]
    [InlineData("/etc/systemd/system/ringrift-worker.service", "infra/cloud-init/ringrift-worker.service")]
    [InlineData("/etc/systemd/system/ringrift-watch.service", "infra/cloud-init/ringrift-watch.service")]
    [InlineData("/etc/systemd/system/ringrift-watch.timer", "infra/cloud-init/ringrift-watch.timer")]
    public void Should_bring_files_as_they_are(string path, string source) => Assert.Equal(Repository.Read(source), Files()[path]);

    [Fact]
    public void Should_give_the_worker_its_settings_line_by_line() => Assert.Equal(
        deployment.Settings.Texts("selfplayWorker").Select(setting => $"{setting.Key}={setting.Value}").Order(StringComparer.Ordinal),
        Files()["/etc/ringrift/worker.env"].TrimEnd('\n').Split('\n').Order(StringComparer.Ordinal));

    [Fact]
    public void Should_name_the_image_by_its_digest() =>
        Assert.Matches("^IMAGE=[a-z0-9.]+/ringrift-worker@sha256:[0-9a-f]{64}$", Files()["/etc/ringrift/machine.env"].Split('\n').Single(line => line.StartsWith("IMAGE=", StringComparison.Ordinal)));

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public void Should_start_the_image_of_the_parameters_by_its_digest_in_scale_sets(string environment)
    {
        var sets = deployment.Environments[environment].Of(ScaleSets).ToList();
        Assert.Equal(2, sets.Count);
        Assert.All(sets, set =>
        {
            var text = set.Text("properties.virtualMachineProfile.osProfile.customData")!;
            Assert.Contains("'sha256:0000000000000000000000000000000000000000000000000000000000000000'", text, StringComparison.Ordinal);
            Assert.Matches("/ringrift-worker@", text);
        });
    }

    [Fact]
    public void Should_ask_for_health_where_the_worker_tells_it()
    {
        var address = new Uri(deployment.Settings.Texts("selfplayWorker")["Health__Address"]);
        Assert.All(deployment.Dev.Of(ScaleSets), set =>
        {
            var health = Assert.Single(set.At("properties.virtualMachineProfile.extensionProfile.extensions")!.AsArray())!["properties"]!;
            Assert.Equal("ApplicationHealthLinux", health["type"]!.GetValue<string>());
            Assert.Equal((address.Scheme, address.Port), (health["settings"]!["protocol"]!.GetValue<string>(), health["settings"]!["port"]!.GetValue<int>()));
            Assert.Equal(HealthServer.LivePath, health["settings"]!["requestPath"]!.GetValue<string>());
            Assert.True(set.Flag("properties.automaticRepairsPolicy.enabled"));
        });
    }

    [Fact]
    public void Should_ask_for_the_same_health_on_the_machine_and_start_what_it_has()
    {
        var port = new Uri(deployment.Settings.Texts("selfplayWorker")["Health__Address"]).Port;
        Assert.Contains($" http://127.0.0.1:{port}{HealthServer.LivePath};", Files()["/opt/ringrift/watch-worker.sh"], StringComparison.Ordinal);
        Assert.Contains("  - [systemctl, enable, --now, --no-block, ringrift-worker.service, ringrift-watch.timer]\n", CloudInit, StringComparison.Ordinal);
    }

    [Fact]
    public void When_a_worker_is_done_or_would_fail_again_should_not_start_it_again()
    {
        var unit = Files()["/etc/systemd/system/ringrift-worker.service"];
        Assert.Contains("Restart=on-failure", unit, StringComparison.Ordinal);
        Assert.Equal([WorkerExit.Settings, WorkerExit.SelfTest, WorkerExit.DrainTimedOut], Numbers(unit, "RestartPreventExitStatus"));
        Assert.Equal(
            [WorkerExit.Stopped, WorkerExit.Settings, WorkerExit.SelfTest, WorkerExit.DrainTimedOut],
            GivenBack().Matches(Files()["/opt/ringrift/give-back.sh"]).Select(match => int.Parse(match.Groups[1].Value)));
    }

    [Fact]
    public void Should_give_a_worker_the_time_to_drain()
    {
        var drain = new WorkerOptions().DrainSeconds;
        var docker = int.Parse(StopTimeout().Match(Files()["/opt/ringrift/start-worker.sh"]).Groups[1].Value);
        var systemd = Assert.Single(Numbers(Files()["/etc/systemd/system/ringrift-worker.service"], "TimeoutStopSec"));
        Assert.True(drain < docker && docker < systemd, $"drain {drain} s, docker {docker} s, systemd {systemd} s");
    }

    [Theory]
    [InlineData("--read-only")]
    [InlineData("--cap-drop ALL")]
    [InlineData("--security-opt no-new-privileges")]
    [InlineData("--gpus all")]
    public void Should_hold_the_container_short(string option) => Assert.Contains(option, Files()["/opt/ringrift/start-worker.sh"], StringComparison.Ordinal);

    private static int[] Numbers(string unit, string key) => [.. unit.Split('\n').Single(line => line.StartsWith(key + "=", StringComparison.Ordinal))[(key.Length + 1)..].Split(' ').Select(int.Parse)];

    private Dictionary<string, string> Files() => WrittenFile().Matches(CloudInit)
        .ToDictionary(match => match.Groups["path"].Value, match => Encoding.UTF8.GetString(Convert.FromBase64String(match.Groups["content"].Value)));

    [GeneratedRegex("""- path: (?<path>\S+)\n    permissions: "0[0-7]{3}"\n    encoding: b64\n    content: "(?<content>[^"]+)"\n""")]
    private static partial Regex WrittenFile();

    [GeneratedRegex("exited:([0-9]+)")]
    private static partial Regex GivenBack();

    [GeneratedRegex("--stop-timeout ([0-9]+)")]
    private static partial Regex StopTimeout();
}
