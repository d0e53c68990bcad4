using System.Xml.Linq;
using RingRift.GpuWorker.Health;

namespace RingRift.GpuWorker.Tests.Container;

public sealed class DockerfileTests
{
    private static readonly string Text = SourceTree.Read("gpu-worker/Dockerfile");

    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "USER 1000:1000", "USER root", "the last USER is not" },
        { "USER 1000:1000", "USER 0", "the last USER is not" },
        { "USER 1000:1000", "", "the last USER is not" },
        { "@${CUDA_DIGEST}", "", "is not pinned by a digest" },
        { "@${SDK_DIGEST}", "@sha256:abc", "is not pinned by a digest" },
        { "ARG CUDA_DIGEST", "ARG CUDA_DIGEST=sha256:tbd", "a digest is sha256:" },
        { "dotnet/sdk:10.0", "dotnet/sdk:latest", "names no version" },
        { "HEALTHCHECK ", "# ", "there is no HEALTHCHECK" },
        { "EXPOSE 8081", "EXPOSE 80", "EXPOSE is not 8081" },
        { "ENTRYPOINT [\"/app/RingRift.GpuWorker\"]", "ENTRYPOINT /app/RingRift.GpuWorker", "ENTRYPOINT is not a list" },
        { "STOPSIGNAL SIGTERM", "STOPSIGNAL SIGKILL", "STOPSIGNAL is not SIGTERM" },
        { "--no-install-recommends ", "", "leaves more in the image" },
        { "ENV HOME", "ENV EventGrid__TopicKey=a HOME", "would keep a secret" },
    };

    [Fact]
    public void Should_keep_to_the_rules() => Assert.Empty(DockerfileRules.Violations(Text));

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void When_a_rule_is_broken_should_be_told(string right, string wrong, string violation)
    {
        Assert.Contains(right, Text, StringComparison.Ordinal);
        Assert.Contains(DockerfileRules.Violations(Text.Replace(right, wrong, StringComparison.Ordinal)), told => told.Contains(violation, StringComparison.Ordinal));
    }

    [Fact]
    public void Should_build_for_the_gpu_on_a_system_whose_libstdcxx_is_new_enough()
    {
        var image = Assert.Single(DockerInstruction.Parse(Text), one => one.Arguments.StartsWith("CUDA_IMAGE=", StringComparison.Ordinal));
        Assert.EndsWith("-ubuntu24.04", image.Arguments, StringComparison.Ordinal);
        Assert.Contains("dotnet publish gpu-worker/RingRift.GpuWorker.csproj -c Release -r linux-x64 --self-contained true -p:Gpu=true", Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_ask_for_health_as_the_worker_understands_it_and_where_it_listens()
    {
        var check = Assert.Single(DockerInstruction.Parse(Text), one => one.Name == "HEALTHCHECK");
        Assert.Contains("[\"/app/RingRift.GpuWorker\", \"--health\"]", check.Arguments, StringComparison.Ordinal);
        Assert.True(WorkerArguments.Parse(["--health"]).Health);
        Assert.Equal("http://127.0.0.1:8081/health/ready", HealthProbe.Target(DockerfileRules.Environment(Text)["Health__Address"])?.ToString());
        Assert.Equal("http://127.0.0.1:8081", new HealthOptions().Address);
    }

    [Fact]
    public void Should_find_everything_it_builds_from_in_its_context()
    {
        var kept = SourceTree.Read(".dockerignore").Split('\n').Where(line => line.StartsWith('!')).Select(line => line[1..].Trim()).ToList();
        Assert.All(kept, path => Assert.True(Path.Exists(SourceTree.Path(path)), $"{path} does not exist"));
        foreach (var project in Projects(SourceTree.Path("gpu-worker/RingRift.GpuWorker.csproj")).Distinct())
        {
            var relative = Path.GetRelativePath(SourceTree.Path("."), project).Replace('\\', '/');
            Assert.Contains(kept, path => relative.StartsWith(path + "/", StringComparison.Ordinal));
        }
    }

    private static IEnumerable<string> Projects(string project) => XDocument.Load(project).Descendants("ProjectReference")
        .Select(reference => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(project)!, (string)reference.Attribute("Include")!)))
        .SelectMany(Projects)
        .Prepend(project);
}
