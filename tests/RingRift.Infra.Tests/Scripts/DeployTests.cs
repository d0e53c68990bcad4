using System.Text.RegularExpressions;
using RingRift.Infra.Bicep;

namespace RingRift.Infra.Tests.Scripts;

[Trait("Category", "Slow")]
public sealed partial class DeployTests : IDisposable
{
    private const string Digest = "sha256:1111111111111111111111111111111111111111111111111111111111111111";
    private const string Publish = "dotnet publish functions -c Release -r linux-x64 --self-contained false -p:FunctionsRuntime=isolated -o WORK/functions";
    private const string Zip = "zip -q -r ../functions.zip .";
    private const string Describe = "git describe --always --abbrev=40 --dirty --exclude=*";
    private const string Build = "az acr build --registry rrdev --image ringrift-worker:0123 --file gpu-worker/Dockerfile --timeout 7200 "
        + $"--build-arg SDK_DIGEST={Digest} --build-arg CUDA_DIGEST={Digest} --output none .";
    private const string Show = "az acr repository show --name rrdev --image ringrift-worker:0123 --query digest --output tsv";
    private const string SendCode = "az functionapp deployment source config-zip --resource-group rg-ringrift-dev --name func-dev --src WORK/functions.zip --output none";
    private static readonly string[] Programs = ["az", "date", "dotnet", "git", "ssh-keygen", "zip"];

    private readonly Dictionary<string, string> _variables = new()
    {
        ["RINGRIFT_LOCATION"] = "westeurope",
        ["RINGRIFT_ALERT_EMAIL"] = "somebody@example.org",
        ["SDK_DIGEST"] = Digest,
        ["CUDA_DIGEST"] = Digest,
    };

    private readonly StandIns _standIns = new StandIns(Programs)
        .Answer("date *", "2026-12-01").Answer("git describe *", "0123").Answer("az group exists *", "false")
        .Answer("az deployment sub create *registryName*", "rrdev").Answer("az deployment sub create *functionAppName*", "func-dev")
        .Answer("az acr repository show *", Digest);

    public static TheoryData<string> Needed => [.. Programs.Except(["date"])];

    [Fact]
    public async Task When_it_is_the_first_time_should_make_everything_but_machines_then_the_image_then_the_rest_and_the_code()
    {
        var run = await RunAsync("dev");
        Assert.Equal(0, run.Code);
        Assert.Equal(
            [
                Publish, Zip, "az group exists --name rg-ringrift-dev", "date -u +%Y-%m-01", "ssh-keygen -q -t rsa -b 3072 -N '' -C ringrift -f WORK/key",
                Describe, Deployment("registryName"), Build, Show, Deployment("functionAppName"), SendCode,
            ],
            run.Texts.Select(Generic));
        Assert.Equal(Told(worker: ""), Deployments(run)[0]);
        Assert.Equal(Told(worker: Digest), Deployments(run)[1]);
        Assert.Contains("infra/deploy.sh dev endpoints", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_it_is_done_again_should_keep_machines_key_and_start_of_the_budget_and_deploy_once()
    {
        Second();
        var run = await RunAsync("dev");
        Assert.Equal(0, run.Code);
        Assert.Equal(
            [
                Publish, Zip, "az group exists --name rg-ringrift-dev", "az acr list --resource-group rg-ringrift-dev --query [0].name --output tsv",
                "az vmss list --resource-group rg-ringrift-dev --query '[].virtualMachineProfile.osProfile.linuxConfiguration.ssh.publicKeys[].keyData | [0]' --output tsv",
                "az rest --method get --url /subscriptions/{subscriptionId}/resourceGroups/rg-ringrift-dev/providers/Microsoft.Consumption/budgets?api-version=2023-11-01 "
                    + "--query 'value[?name=='budget-ringrift-dev'].properties.timePeriod.startDate | [0]' --output tsv",
                Capacity("selfplay"), Capacity("training"), "date -u +%Y-%m-01", Describe, Build, Show, Deployment("functionAppName"), SendCode,
            ],
            run.Texts.Select(Generic));
        Assert.Equal(Told(worker: Digest, selfPlay: "3", training: "1", key: "ssh-rsa KEPT", start: "2026-11-01"), Assert.Single(Deployments(run)));
    }

    [Fact]
    public async Task When_the_first_time_broke_off_before_there_was_a_registry_should_begin_anew()
    {
        _standIns.Answer("az group exists *", "true");
        var run = await RunAsync("dev");
        Assert.Equal(0, run.Code);
        Assert.Equal([Told(worker: ""), Told(worker: Digest)], Deployments(run));
    }

    [Fact]
    public async Task Should_set_every_variable_of_the_parameter_files()
    {
        var read = Directory.EnumerateFiles(Repository.PathOf("infra/environments"))
            .SelectMany(file => Variable().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).ToHashSet();
        Assert.Superset(DeploymentVariables.Samples.Keys.ToHashSet(), read);
        var told = Deployments(await RunAsync("dev"))[1].Select(variable => variable.Split('=')[0]).ToHashSet();
        Assert.Superset(read, told);
    }

    [Fact]
    public async Task When_a_key_is_given_should_take_it()
    {
        Second();
        _variables["RINGRIFT_SSH_PUBLIC_KEY"] = "ssh-rsa GIVEN";
        Assert.Contains("RINGRIFT_SSH_PUBLIC_KEY=ssh-rsa GIVEN", Assert.Single(Deployments(await RunAsync("dev"))));
    }

    [Fact]
    public async Task When_it_is_the_second_phase_should_deploy_what_calls_functions_and_need_nothing_else()
    {
        _variables.Clear();
        var run = await RunAsync("dev", "endpoints");
        Assert.Equal(0, run.Code);
        Assert.Equal(
            "az deployment group create --name ringrift-endpoints --resource-group rg-ringrift-dev --template-file infra/endpoints.bicep "
                + "--parameters environmentName=dev --output none",
            Assert.Single(run.Texts));
    }

    // A question that failed must not be taken for the answer that there is nothing: machines at work would be stopped.
    [Theory]
    [InlineData("dotnet publish *", 0)]
    [InlineData("zip *", 0)]
    [InlineData("az group exists *", 0)]
    [InlineData("az acr list *", 0)]
    [InlineData("az vmss list *keyData*", 0)]
    [InlineData("az vmss list *selfplay*", 0)]
    [InlineData("az vmss list *training*", 0)]
    [InlineData("az rest *", 0)]
    [InlineData("az acr build *", 0)]
    [InlineData("az acr repository show *", 0)]
    [InlineData("az deployment sub create *", 1)]
    public async Task When_a_step_fails_should_stop_there(string step, int deployments)
    {
        Second();
        _standIns.Answer(step, "", code: 7);
        var run = await RunAsync("dev");
        Assert.Equal(7, run.Code);
        Assert.Equal(deployments, Deployments(run).Count);
        Assert.DoesNotContain(SendCode, run.Texts.Select(Generic));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_standIns.Temporary));
    }

    [Theory]
    [InlineData("az functionapp *", "dev")]
    [InlineData("az deployment group create *", "dev endpoints")]
    public async Task When_the_last_step_fails_should_not_say_that_all_is_well(string step, string arguments)
    {
        _standIns.Answer(step, "", code: 7);
        var run = await RunAsync(arguments.Split(' '));
        Assert.Equal((7, ""), (run.Code, run.Output));
    }

    // Without a digest the deployment would take the scale sets from the scaler.
    [Fact]
    public async Task When_the_registry_tells_no_digest_should_not_deploy()
    {
        Second();
        _standIns.Answer("az acr repository show *", "");
        var run = await RunAsync("dev");
        Assert.Equal(2, run.Code);
        Assert.Contains("the image ringrift-worker:0123 has digest '' must be sha256:", run.Error, StringComparison.Ordinal);
        Assert.Empty(Deployments(run));
    }

    [Theory]
    [InlineData("RINGRIFT_LOCATION")]
    [InlineData("RINGRIFT_ALERT_EMAIL")]
    [InlineData("SDK_DIGEST")]
    [InlineData("CUDA_DIGEST")]
    public async Task When_a_variable_is_missing_should_name_it_and_do_nothing(string variable)
    {
        _variables.Remove(variable);
        var run = await RunAsync("dev");
        Assert.NotEqual(0, run.Code);
        Assert.Contains($"{variable}: the ", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Calls);
    }

    [Theory]
    [InlineData("SDK_DIGEST", "latest")]
    [InlineData("CUDA_DIGEST", "sha256:12")]
    public async Task When_a_digest_is_none_should_name_value_and_rule_and_do_nothing(string variable, string value)
    {
        _variables[variable] = value;
        var run = await RunAsync("dev");
        Assert.Equal(2, run.Code);
        Assert.Contains($"{variable} '{value}' must be sha256: and 64 hexadecimal digits", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Calls);
    }

    [Theory]
    [MemberData(nameof(Needed))]
    public async Task When_a_program_is_missing_should_name_it_and_do_nothing(string program)
    {
        using var standIns = new StandIns(Programs.Except([program]));
        var run = await standIns.RunAsync(Repository.PathOf("infra/deploy.sh"), _variables, "dev");
        Assert.Equal((2, $"'{program}' must be installed\n"), (run.Code, run.Error));
        Assert.Empty(run.Calls);
    }

    public void Dispose() => _standIns.Dispose();

    private static string Deployment(string output) =>
        $"az deployment sub create --name ringrift-dev --location westeurope --parameters infra/environments/dev.bicepparam --query properties.outputs.{output}.value --output tsv";

    private static string Capacity(string pool) =>
        $"az vmss list --resource-group rg-ringrift-dev --query '[?name=='vmss-ringrift-dev-{pool}'].sku.capacity | [0]' --output tsv";

    private static string[] Told(string worker, string selfPlay = "0", string training = "0", string key = "ssh-rsa MADE", string start = "2026-12-01") =>
    [
        "RINGRIFT_ALERT_EMAIL=somebody@example.org", $"RINGRIFT_BUDGET_START={start}", "RINGRIFT_LOCATION=westeurope", $"RINGRIFT_SELFPLAY_MACHINES={selfPlay}",
        $"RINGRIFT_SSH_PUBLIC_KEY={key}", $"RINGRIFT_TRAINING_MACHINES={training}", $"RINGRIFT_WORKER_DIGEST={worker}",
    ];

    private static IReadOnlyList<IReadOnlyList<string>> Deployments(ScriptResult run) =>
        [.. run.Calls.Where(call => call.Starts("az deployment sub create ")).Select(call => call.Notes)];

    private Task<ScriptResult> RunAsync(params string[] arguments) => _standIns.RunAsync(Repository.PathOf("infra/deploy.sh"), _variables, arguments);

    private void Second() => _standIns.Answer("az group exists *", "true").Answer("az acr list *", "rrdev").Answer("az rest *", "2026-11-01T00:00:00Z")
        .Answer("az vmss list *keyData*", "ssh-rsa KEPT").Answer("az vmss list *selfplay*", "3").Answer("az vmss list *training*", "1");

    private string Generic(string text) => Regex.Replace(text, Regex.Escape(_standIns.Temporary) + "/tmp[.][A-Za-z0-9]+", "WORK");

    [GeneratedRegex(@"readEnvironmentVariable\('([A-Z_]+)'")]
    private static partial Regex Variable();
}
