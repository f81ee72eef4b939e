;;; charter-mode.el --- Charters: who decides what, and how often  -*- lexical-binding: t; -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "29.1"))
;; Keywords: languages
;; URL: https://github.com/charter-lang/charter
;; SPDX-License-Identifier: MIT OR Apache-2.0

;;; Commentary:

;; Colours, indentation and an outline for `.charter' files, and the language server through
;; Eglot: `M-x eglot', or (add-hook 'charter-mode-hook #'eglot-ensure).

;;; Code:

(require 'eglot)
(require 'imenu)

(defgroup charter nil
  "Charters: who decides what, and how often."
  :group 'languages)

(defcustom charter-program "charter"
  "The program whose language server Eglot starts."
  :type 'string)

;;; Words

(defconst charter--kinds
  '("calendar" "function" "class" "seat" "group" "artifact" "metric" "charter" "launch" "bet"
    "raise" "record" "transition"))

(defconst charter--clauses
  '("allow" "alternate" "altitude" "answer" "answers" "as" "asks" "at" "attention" "bet" "by"
    "cadence" "calendar" "charter" "checked" "closed" "committed" "counterparties" "criterion"
    "customer" "decided" "decides" "declared" "deferred" "effective" "escalation" "evidence"
    "except" "excludes" "expires" "fiscal-year" "for" "formerly" "from" "function" "gate"
    "governed" "holder" "holiday" "hours" "in" "includes" "informed" "input" "level" "members"
    "move" "never" "no-charter" "note" "on-holiday" "outcome" "owner" "period" "recommit"
    "record" "redecide" "refreshed" "reopens" "reports-to" "respond" "retire" "retired" "review"
    "reviewed" "seat" "ships" "sign" "signed" "status" "stop" "surface" "through" "tier" "to"
    "trigger" "unit" "until" "voice" "when" "workdays" "zone"))

(defconst charter--joining
  '("as" "at" "because" "before" "by" "checked" "classified" "declared" "default" "due" "evidence"
    "every" "except" "for" "from" "in" "move" "of" "on" "on-holiday" "partner" "regulated"
    "respond" "shared" "shown" "since" "starts" "the" "through" "to" "until" "when" "with"
    "within"))

(defconst charter--constants
  '("ai" "co-decides" "cycle" "decision" "defer" "draft" "gates" "keep" "live" "none" "or" "skip"
    "trigger" "vetoes" "committed" "renewed" "revised" "stopped" "daily" "weekly" "monthly"
    "quarterly" "yearly" "1st" "2nd" "3rd" "4th" "5th" "last" "Monday" "Tuesday" "Wednesday"
    "Thursday" "Friday" "Saturday" "Sunday" "workday"
    "January" "February" "March" "April" "May" "June" "July" "August" "September" "October"
    "November" "December"))

(defconst charter--word "[^ \t\n,{}#\"]+")

(defun charter--alone (words)
  "A pattern for any of WORDS between blanks, commas or the ends of a line."
  (concat "\\(?:^\\|[ \t,]\\)" (regexp-opt words t) "\\(?:$\\|[ \t,]\\)"))

(defconst charter--clause
  (concat "\\(?:^\\|{\\)[ \t]*" (regexp-opt charter--clauses t) "\\(?:[ \t]\\|$\\)"))

;; A pattern ends before the blank behind its word, so that the next word still has one before.
(defun charter--matcher (words)
  "A function that finds each of WORDS where it stands alone."
  (let ((pattern (charter--alone words)))
    (lambda (limit)
      (when (re-search-forward pattern limit t)
        (goto-char (match-end 1))
        t))))

(defconst charter--font-lock-keywords
  `((,(concat "^" (regexp-opt charter--kinds t) "[ \t]+\\(" charter--word "\\)")
     (1 'font-lock-keyword-face) (2 'font-lock-type-face))
    (,(concat "\\(?:^\\|{\\)[ \t]*\\(trigger\\|asks\\|formerly\\)[ \t]+"
              "\\([^ \t\n,{}#\".]+\\)\\(?:[ \t{]\\|$\\)")   ; with a dot it is declared elsewhere
     (1 'font-lock-property-name-face) (2 'font-lock-function-name-face))
    (,charter--clause (1 'font-lock-property-name-face))
    ("\\(?:^\\|[ \t,]\\)\\([0-9]\\{4\\}-[0-9][0-9]-[0-9][0-9]\\|[0-9][0-9]?:[0-9][0-9]\\)\\_>"
     (1 'font-lock-number-face))
    (,(concat "\\(?:[ \t,<>=]\\)\\(\\(?:T?[-+]\\)?[0-9][0-9.]*\\(?:h\\(?:[0-9]+m\\)?\\|[mkMB%]\\)?"
              "\\(?:[ \t]+\\(?:minute\\|hour\\|day\\|workday\\|week\\|month\\|quarter\\|year"
              "\\|cycle\\)s?\\)?\\)\\(?:$\\|[ \t,]\\)")
     (1 'font-lock-number-face))
    (,(charter--matcher charter--constants) (1 'font-lock-constant-face))
    (,(charter--matcher charter--joining) (1 'font-lock-keyword-face))
    ("[ \t]\\([A-Z][A-Za-z_]+\\(?:/[A-Za-z0-9_+-]+\\)+\\)" (1 'font-lock-constant-face))
    ("[ \t]\\(<[^ \t\n,<>]*>\\)" (1 'font-lock-constant-face)))
  "What is coloured besides texts and comments.")

(defvar charter-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?# "<" table)
    (modify-syntax-entry ?\n ">" table)
    (modify-syntax-entry ?\" "\"" table)
    (modify-syntax-entry ?\\ "\\" table)
    (modify-syntax-entry ?- "_" table)
    (modify-syntax-entry ?' "." table)
    table)
  "Comments begin with `#', texts stand in quotes, names have hyphens.")

;; Three quotes begin and end a text in which a single one says nothing.
(defconst charter--syntax-propertize
  (syntax-propertize-rules
   ("\"\"\""
    (0 (ignore (charter--long-quote (match-beginning 0) (match-end 0)))))))

(defun charter--syntax-at (place)
  "What PLACE is inside of; point stays where it is."
  (save-excursion (syntax-ppss place)))

(defun charter--long-quote (start end)
  "Have three quotes from START to END begin or end a text."
  (let ((before (charter--syntax-at start)))
    (cond
     ((not (nth 8 before))
      (put-text-property start (1+ start) 'syntax-table (string-to-syntax "|")))
     ((eq (nth 3 before) t)
      (put-text-property (1- end) end 'syntax-table (string-to-syntax "|"))))))

;;; Indentation

(defconst charter-indent-offset 2 "By how much what stands in braces is indented.")

(defun charter--in-text-p ()
  "Whether the line begins inside of a text."
  (nth 3 (charter--syntax-at (line-beginning-position))))

(defun charter--goes-on-p ()
  "Go to the last line above that says something; whether it ends in a comma."
  (let ((found nil))
    (while (and (not found) (zerop (forward-line -1)))
      (setq found (not (or (looking-at-p "[ \t]*\\(#\\|$\\)") (charter--in-text-p)))))
    (when found
      (end-of-line)
      (let ((comment (nth 8 (charter--syntax-at (point)))))
        (when comment (goto-char comment)))
      (skip-chars-backward " \t" (line-beginning-position))
      (eq (char-before) ?,))))

(defun charter--value-column ()
  "The column of what the clause in the line of point says."
  (back-to-indentation)
  (skip-chars-forward "^ \t\n")
  (skip-chars-forward " \t")
  (current-column))

(defun charter--continuation-column ()
  "Where the line of point goes on with a list, or nil."
  (save-excursion
    (beginning-of-line)
    (when (charter--goes-on-p)
      (if (save-excursion (beginning-of-line) (charter--goes-on-p))
          (current-indentation)
        (charter--value-column)))))

(defun charter--depth ()
  "How many braces are open where the line of point begins, its own `}' closed."
  (save-excursion
    (back-to-indentation)
    (max 0 (- (car (charter--syntax-at (point))) (if (eq (char-after) ?}) 1 0)))))

(defun charter-indent-line ()
  "Indent the line as `charter format' does."
  (interactive)
  (unless (charter--in-text-p)
    (let ((column (or (charter--continuation-column)
                      (* charter-indent-offset (charter--depth)))))
      (if (<= (current-column) (current-indentation))
          (indent-line-to column)
        (save-excursion (indent-line-to column))))))

;;; The language server

(defun charter--server ()
  "The language server of this buffer, or an error that says what to do."
  (or (eglot-current-server)
      (user-error "The language server does not run here: M-x eglot starts it")))

(defun charter--show (uri text)
  "Show TEXT in the buffer of URI."
  (with-current-buffer (get-buffer-create (format "*%s*" uri))
    (let ((inhibit-read-only t))
      (erase-buffer)
      (insert text))
    (goto-char (point-min))
    (special-mode)
    (display-buffer (current-buffer))))

(defun charter-preview ()
  "Show the calendar of what stands at point."
  (interactive)
  (let ((answer (jsonrpc-request (charter--server) :charter/preview
                                 (eglot--TextDocumentPositionParams))))
    (if answer
        (charter--show (plist-get answer :uri) (plist-get answer :text))
      (message "Nothing at point has a calendar"))))

(cl-defmethod eglot-handle-notification
  (server (_method (eql charter/previewChanged)) &key uri &allow-other-keys)
  "Read the preview URI again from SERVER if it is shown."
  (when (get-buffer (format "*%s*" uri))
    (jsonrpc-async-request
     server :charter/virtualDocument (list :uri uri)
     :success-fn (lambda (answer) (charter--show uri (plist-get answer :text))))))

(add-to-list 'eglot-server-programs
             '(charter-mode . (lambda (&rest _) (list charter-program "lsp"))))

(add-to-list 'project-vc-extra-root-markers "charter.toml")

;;; The mode

(defvar charter-mode-map
  (let ((map (make-sparse-keymap)))
    (define-key map (kbd "C-c C-p") #'charter-preview)
    map)
  "Keys of `charter-mode'.")

;;;###autoload
(define-derived-mode charter-mode prog-mode "Charter"
  "How charters are edited."
  (setq-local comment-start "# "
              comment-end ""
              comment-start-skip "#+[ \t]*"
              indent-tabs-mode nil
              tab-width 2
              fill-column 100
              electric-indent-chars (cons ?} electric-indent-chars)
              indent-line-function #'charter-indent-line
              syntax-propertize-function charter--syntax-propertize
              font-lock-defaults '(charter--font-lock-keywords)
              imenu-generic-expression
              (mapcar (lambda (kind)
                        (list (capitalize kind)
                              (concat "^" kind "[ \t]+\\(" charter--word "\\)") 1))
                      charter--kinds)
              compile-command "charter check --format short"))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.charter\\'" . charter-mode))

(provide 'charter-mode)

;;; charter-mode.el ends here
