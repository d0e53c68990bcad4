using System.Diagnostics;
using System.Xml.Linq;
using RingRift.GpuWorker.CommandLine;
using RingRift.GpuWorker.Health;

namespace RingRift.GpuWorker.Tests.Container;

public sealed class DockerfileTests
{
    private static readonly string Text = Repository.Read("gpu-worker/Dockerfile");

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

    /// <summary>Another version of ONNX Runtime may be linked against another CUDA: <c>readelf -d libonnxruntime_providers_cuda.so</c> of its package says which.</summary>
    [Fact]
    public void Should_bring_the_CUDA_that_ONNX_Runtime_is_linked_against()
    {
        var package = XDocument.Load(Repository.PathOf("Directory.Packages.props")).Descendants("PackageVersion")
            .Single(one => (string?)one.Attribute("Include") == "Microsoft.ML.OnnxRuntime.Gpu");
        Assert.StartsWith("1.31.", (string)package.Attribute("Version")!, StringComparison.Ordinal);
        var image = Assert.Single(DockerInstruction.Parse(Text), one => one.Arguments.StartsWith("CUDA_IMAGE=", StringComparison.Ordinal));
        Assert.Matches(@"^CUDA_IMAGE=nvidia/cuda:13\.\d+\.\d+-cudnn-runtime-", image.Arguments);
    }

    [Fact]
    public void When_a_library_is_missing_in_the_image_should_not_be_built()
    {
        var check = Assert.Single(DockerInstruction.Parse(Text), one => one.Arguments.Contains("$(ldd ", StringComparison.Ordinal)).Arguments;
        Assert.Contains("libonnxruntime_providers_cuda.so libtorch_cuda.so", check, StringComparison.Ordinal);
        using var passes = Shell(check, "libc.so.6 => /lib/libc.so.6 (0x1)", "libcuda.so.1 => not found");
        Assert.Equal(0, passes.ExitCode);
        using var fails = Shell(check, "libcuda.so.1 => not found", "libcudart.so.13 => not found");
        Assert.NotEqual(0, fails.ExitCode);
        Assert.Contains("libcudart.so.13 => not found", fails.StandardOutput.ReadToEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gpu-worker/docker-compose.yml")]
    [InlineData("docs/worker.md")]
    public void Should_be_told_elsewhere_by_the_same_images(string file)
    {
        var images = DockerInstruction.Parse(Text).Where(one => one.Name == "ARG" && one.Arguments.Contains("_IMAGE=", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, images.Count);
        Assert.All(images, image => Assert.Contains(image.Arguments.Split('=')[1], Repository.Read(file), StringComparison.Ordinal));
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
        var kept = Repository.Read(".dockerignore").Split('\n').Where(line => line.StartsWith('!')).Select(line => line[1..].Trim()).ToList();
        Assert.All(kept, path => Assert.True(Path.Exists(Repository.PathOf(path)), $"{path} does not exist"));
        foreach (var project in Projects(Repository.PathOf("gpu-worker/RingRift.GpuWorker.csproj")).Distinct())
        {
            var relative = Path.GetRelativePath(Repository.PathOf("."), project).Replace('\\', '/');
            Assert.Contains(kept, path => relative.StartsWith(path + "/", StringComparison.Ordinal));
        }
    }

    /// <summary>Runs a command as the image's shell would, with a stand-in for ldd that prints the given lines.</summary>
    private static Process Shell(string command, params string[] needed)
    {
        var lines = string.Join("\\n\\t", needed);
        var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"ldd() {{ printf '\\t{lines}\\n'; }}; {command}"]) { RedirectStandardOutput = true })!;
        shell.WaitForExit();
        return shell;
    }

    private static IEnumerable<string> Projects(string project) => XDocument.Load(project).Descendants("ProjectReference")
        .Select(reference => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(project)!, (string)reference.Attribute("Include")!)))
        .SelectMany(Projects)
        .Prepend(project);
}
