//! Prints what each codebook rule made of each line of standard input.

fn main() {
    let tools = dateline::Tools::builtin();
    for line in std::io::stdin().lines().map_while(Result::ok) {
        println!("{line}");
        for (word, rule, silence) in dateline::explain_codebook(&line, &tools) {
            println!("  {word}: {rule}: {}", silence.unwrap_or("FIRES"));
        }
    }
}
