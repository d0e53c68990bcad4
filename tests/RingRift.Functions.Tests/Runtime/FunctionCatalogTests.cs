using Azure.Messaging;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RingRift.FunctionsRuntime.Declarations;

namespace RingRift.Functions.Tests.Runtime;

public sealed class FunctionCatalogTests
{
    [Fact]
    public void Should_find_functions_whatever_the_case_of_the_name()
    {
        var catalog = FunctionCatalog.FromTypes([typeof(Fine)]);

        Assert.Equal("Fine", catalog.Find("fINE")!.Name);
        Assert.Null(catalog.Find("Other"));
        Assert.Null(catalog.Find(null));
    }

    [Fact]
    public void When_functions_are_chosen_should_have_those_alone() =>
        Assert.Equal("same", Assert.Single(FunctionCatalog.FromTypes([typeof(Twice)], function => function.Name == "same").All).Name);

    [Theory]
    [InlineData(typeof(Twice), "function same", "unique")]
    [InlineData(typeof(NoTrigger), "function None", "exactly one")]
    [InlineData(typeof(TwoTriggers), "function Two", "exactly one")]
    [InlineData(typeof(BadName), "'9 lives'", "a letter")]
    [InlineData(typeof(WrongTrigger), "parameter number is a Int32", "String or BinaryData")]
    [InlineData(typeof(WrongOther), "parameter request is a HttpRequest", "CancellationToken or FunctionContext")]
    [InlineData(typeof(WrongReturn), "function Wrong: returns ValueTask", "Task or void")]
    [InlineData(typeof(UnusedOutput), "function Wrong: returns Task`1", "Task or void")]
    [InlineData(typeof(AsyncVoid), "function Wrong: returns async void", "Task or void")]
    [InlineData(typeof(WrongAnswer), "function Wrong: returns String", "IResult or IActionResult")]
    public void When_a_declaration_cannot_run_should_name_the_function_and_the_rule(Type type, string what, string rule)
    {
        var exception = Assert.Throws<FunctionDeclarationException>(() => FunctionCatalog.FromTypes([type]));

        Assert.Contains(what, exception.Message);
        Assert.Contains(rule, exception.Message);
    }

    [Fact]
    public void When_reflection_hands_out_two_objects_for_one_parameter_should_know_the_trigger()
    {
        var parameter = typeof(Read).GetMethod(nameof(Read.Run))!.GetParameters()[0];
        var method = typeof(ReadAgain).GetMethod(nameof(Read.Run))!;
        Assert.NotEqual(parameter, method.GetParameters()[0]);

        var function = new FunctionDescriptor("Read", method, parameter, new QueueTriggerAttribute("q"));

        FunctionRules.CheckParameters(function);
        Assert.Equal([true, false], method.GetParameters().Select(function.IsTrigger));
    }

    public class Read
    {
        public void Run([QueueTrigger("q")] string message, CancellationToken token) => _ = (message, token, this);
    }

    public sealed class ReadAgain : Read;

    public static class Fine
    {
        [Function("Fine")]
        public static void Run([EventGridTrigger] CloudEvent cloudEvent, FunctionContext context, CancellationToken token) =>
            _ = (cloudEvent, context, token);

        public static void NotAFunction(string text) => _ = text;
    }

    public static class Twice
    {
        [Function("Same")]
        public static void First([QueueTrigger("q")] string message) => _ = message;

        [Function("same")]
        public static void Second([QueueTrigger("q")] string message) => _ = message;
    }

    public static class NoTrigger
    {
        [Function("None")]
        public static void Run(CancellationToken token) => _ = token;
    }

    public static class TwoTriggers
    {
        [Function("Two")]
        public static void Run([QueueTrigger("q")] string message, [TimerTrigger("00:00:01")] TimerInfo timer) => _ = (message, timer);
    }

    public static class BadName
    {
        [Function("9 lives")]
        public static void Run([QueueTrigger("q")] string message) => _ = message;
    }

    public static class WrongTrigger
    {
        [Function("Wrong")]
        public static void Run([QueueTrigger("q")] int number) => _ = number;
    }

    public static class WrongOther
    {
        [Function("Wrong")]
        public static void Run([QueueTrigger("q")] string message, HttpRequest request) => _ = (message, request);
    }

    public static class WrongReturn
    {
        [Function("Wrong")]
        public static ValueTask RunAsync([QueueTrigger("q")] string message) =>
            ValueTask.FromException(new InvalidOperationException(message));
    }

    public static class UnusedOutput
    {
        [Function("Wrong")]
        public static Task<string> RunAsync([QueueTrigger("q")] string message) => Task.FromResult(message);
    }

    public static class AsyncVoid
    {
        [Function("Wrong")]
        public static async void Run([QueueTrigger("q")] string message) => await Task.FromResult(message);
    }

    public static class WrongAnswer
    {
        [Function("Wrong")]
        public static string Run([HttpTrigger(AuthorizationLevel.Function, "get")] HttpRequest request) => request.Method;
    }
}
